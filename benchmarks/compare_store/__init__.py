"""Our storage beside other ways into PostgreSQL, started by compare-store.sh inside a network
namespace."""
