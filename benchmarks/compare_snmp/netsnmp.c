/* Polls devices with net-snmp's C library, asynchronously: so many sessions at once, each with a
 * socket of its own as the library has it, and epoll to see who answered.
 *
 *   netsnmp v2c <window> keep|close
 *
 * For each line read, "<file of addresses> <port>", one is written when all have been asked: how
 * many devices answered all three questions, some of them, none, and how many gave values that are
 * none.
 * keep leaves the sessions open from one round to the next. */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/resource.h>

enum { INTERFACES = 24, PER_QUESTION = 40, QUESTIONS = 3, READY = 256, VALUES = 121 };
static const long TIMEOUT_US = 1000000, TIMEOUT_LOOK_US = 50000;

static const oid UP_TIME[] = {1, 3, 6, 1, 2, 1, 1, 3, 0};
static const oid COLUMNS[][11] = {
  {1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6}, {1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 10},
  {1, 3, 6, 1, 2, 1, 2, 2, 1, 14}, {1, 3, 6, 1, 2, 1, 2, 2, 1, 20}, {1, 3, 6, 1, 2, 1, 2, 2, 1, 8}};
static const size_t COLUMN_SIZES[] = {11, 11, 10, 10, 10};

struct device {
  char name[40];
  void *session;
  int fd, asked, answered, values;
  bool is_open;
};

static netsnmp_pdu *questions[QUESTIONS];
static struct device *devices;
static int count, window, next_device, under_way, poll_fd;
static bool keep;

static void make_questions(void) {
  for (int q = 0; q < QUESTIONS; q++) {
    questions[q] = snmp_pdu_create(SNMP_MSG_GET);
    if (q == 0) snmp_add_null_var(questions[q], UP_TIME, OID_LENGTH(UP_TIME));
    for (int i = q * PER_QUESTION; i < (q + 1) * PER_QUESTION; i++) {
      oid name[12];
      size_t size = COLUMN_SIZES[i % 5];
      memcpy(name, COLUMNS[i % 5], size * sizeof(oid));
      name[size] = (oid)(i / 5 + 1);
      snmp_add_null_var(questions[q], name, size + 1);
    }
  }
}

static void end(struct device *d) {
  under_way--;
  if (!keep) {
    snmp_sess_close(d->session);
    d->session = NULL;
  }
}

static bool ask(struct device *d);

static int answered(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu,
                    void *magic) {
  struct device *d = magic;
  (void)session;
  (void)id;
  if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE && pdu->command == SNMP_MSG_RESPONSE) {
    d->answered++;
    for (netsnmp_variable_list *v = pdu->variables; v != NULL; v = v->next_variable) {
      d->values += v->type == ASN_COUNTER64 || v->type == ASN_COUNTER || v->type == ASN_INTEGER
          || v->type == ASN_TIMETICKS;
    }
  }
  d->is_open = d->asked < QUESTIONS && ask(d);
  return 1;
}

static bool ask(struct device *d) {
  netsnmp_pdu *pdu = snmp_clone_pdu(questions[d->asked++]);
  if (snmp_sess_async_send(d->session, pdu, answered, d) != 0) return true;
  snmp_free_pdu(pdu);
  return false;
}

static bool open_session(struct device *d) {
  netsnmp_session wanted;
  snmp_sess_init(&wanted);
  wanted.version = SNMP_VERSION_2c;
  wanted.peername = d->name;
  wanted.community = (u_char *)"public";
  wanted.community_len = 6;
  wanted.timeout = TIMEOUT_US;
  wanted.retries = 1;
  d->session = snmp_sess_open(&wanted);
  if (d->session == NULL) return false;
  d->fd = snmp_sess_transport(d->session)->sock;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = d};
  return epoll_ctl(poll_fd, EPOLL_CTL_ADD, d->fd, &event) == 0;
}

static void begin_next(void) {
  while (under_way < window && next_device < count) {
    struct device *d = &devices[next_device++];
    d->asked = d->answered = d->values = 0;
    if (d->session == NULL && !open_session(d)) continue;
    d->is_open = ask(d);
    under_way++;
    if (!d->is_open) end(d);
  }
}

static void read_answer(struct device *d) {
  netsnmp_large_fd_set ready;
  bool was_open = d->is_open;
  netsnmp_large_fd_set_init(&ready, d->fd + 1);
  NETSNMP_LARGE_FD_ZERO(&ready);
  NETSNMP_LARGE_FD_SET(d->fd, &ready);
  snmp_sess_read2(d->session, &ready);
  netsnmp_large_fd_set_cleanup(&ready);
  if (was_open && !d->is_open) end(d);
}

static long now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The library sends again, or gives up, what has waited for too long. */
static void look_for_timeouts(void) {
  for (int i = 0; i < next_device; i++) {
    struct device *d = &devices[i];
    if (d->session != NULL && d->is_open) {
      snmp_sess_timeout(d->session);
      if (!d->is_open) end(d);
    }
  }
}

static void poll_all(void) {
  struct epoll_event events[READY];
  long looked = now_us();
  next_device = 0;
  begin_next();
  while (under_way > 0 || next_device < count) {
    int ready = epoll_wait(poll_fd, events, READY, 10);
    for (int i = 0; i < ready; i++) read_answer(events[i].data.ptr);
    if (now_us() - looked > TIMEOUT_LOOK_US) {
      look_for_timeouts();
      looked = now_us();
    }
    begin_next();
  }
}

static void read_devices(const char *file, int port) {
  FILE *in = fopen(file, "r");
  char line[32];
  if (in == NULL) {
    perror(file);
    exit(1);
  }
  free(devices);
  devices = NULL;
  for (count = 0; fscanf(in, "%31s", line) == 1; count++) {
    if (count % 1000 == 0) devices = realloc(devices, sizeof *devices * (size_t)(count + 1000));
    memset(&devices[count], 0, sizeof *devices);
    snprintf(devices[count].name, sizeof devices[count].name, "udp:%s:%d", line, port);
  }
  fclose(in);
}

int main(int argc, char **argv) {
  char file[512], known[512] = "";
  int port;
  if (argc != 4 || strcmp(argv[1], "v2c") != 0) {
    fprintf(stderr, "usage: netsnmp v2c <window> keep|close\n");
    return 2;
  }
  window = atoi(argv[2]);
  keep = strcmp(argv[3], "keep") == 0;
  struct rlimit files = {200000, 200000};
  setrlimit(RLIMIT_NOFILE, &files);
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
  setenv("MIBS", "", 1);
  init_snmp("netsnmp");
  poll_fd = epoll_create1(0);
  make_questions();
  while (scanf("%511s %d", file, &port) == 2) {
    int whole = 0, part = 0, wrong = 0;
    if (strcmp(file, known) != 0) read_devices(strcpy(known, file), port);
    poll_all();
    for (int i = 0; i < count; i++) {
      whole += devices[i].answered == QUESTIONS;
      part += devices[i].answered > 0 && devices[i].answered < QUESTIONS;
      wrong += devices[i].answered == QUESTIONS && devices[i].values != VALUES;
    }
    printf("%d %d %d %d\n", whole, part, count - whole - part, wrong);
    fflush(stdout);
  }
  return 0;
}
