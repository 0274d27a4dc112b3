"""Our alerting beside Prometheus Alertmanager, started by compare-alerts.sh inside a network
namespace."""
