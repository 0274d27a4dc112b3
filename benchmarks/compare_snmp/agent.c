/* An SNMP agent for benchmarks: one thread answers for every address of 127.0.0.0/8 on one port,
 * each address a router of its own with 24 interfaces. It must cost much less than any poller, so
 * that a poller is measured and not this.
 *
 *   agent <port>
 *
 * SIGUSR1 makes each address silent whose last part is a multiple of ten, SIGUSR2 lets them answer
 * again. SIGTERM ends it; then it prints how many packets it took, answered and could not read.
 *
 * It speaks SNMPv2c with any community (Get, GetNext, GetBulk) and SNMPv3 as user "poller" with
 * SHA-1 and AES-128, password "benchmark-secret" for both. There is no state for each address: the
 * keys of its engine are made for each packet from Ku (RFC 3414, A.2), which is made once.
 *
 * All counters are whole numbers of hundredths of seconds since the start, so that the rates that
 * follow from a poll can be checked to the last digit: interface i receives 12,500 i bytes a second
 * and sends 25,000 i, with 100 i errors a second in and 200 i out.
 *
 * Messages are written from their end to their beginning, since then each length is known when it
 * is written. Reading checks every length; what is not understood is dropped and counted. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, PACKET = 2048, ANSWER = 8192, INTERFACES = 24, REPETITIONS = 64 };
enum { MOST_VALUES = 500, ANSWER_ROOM = 4096, KEY = 20, SIGNATURE = 12, AES_KEY = 16, IV = 16 };

enum tag {
  INTEGER = 0x02, OCTETS = 0x04, NOTHING = 0x05, OID = 0x06, SEQUENCE = 0x30,
  COUNTER32 = 0x41, GAUGE32 = 0x42, TIMETICKS = 0x43, COUNTER64 = 0x46,
  NO_SUCH_OBJECT = 0x80, END_OF_MIB_VIEW = 0x82,
  GET = 0xa0, GET_NEXT = 0xa1, RESPONSE = 0xa2, GET_BULK = 0xa5, REPORT = 0xa8
};

/* ---- What is asked for and answered: bytes with a beginning and an end. */

struct bytes { const uint8_t *at, *end; };

static size_t length(struct bytes b) { return (size_t)(b.end - b.at); }

/* Takes the next element, which must have this tag, and gives what is in it. */
static bool take(struct bytes *from, int tag, struct bytes *content) {
  if (length(*from) < 2 || from->at[0] != tag) return false;
  size_t size = from->at[1];
  const uint8_t *at = from->at + 2;
  if (size > 0x80) {
    int more = (int)(size & 0x7f);
    if (more > 2 || from->end - at < more) return false;
    size = 0;
    while (more-- > 0) size = size << 8 | *at++;
  } else if (size == 0x80) {
    return false;
  }
  if ((size_t)(from->end - at) < size) return false;
  *content = (struct bytes){at, at + size};
  from->at = at + size;
  return true;
}

static bool take_integer(struct bytes *from, int64_t *value) {
  struct bytes content;
  if (!take(from, INTEGER, &content) || length(content) == 0 || length(content) > 8) return false;
  *value = (int8_t)*content.at;
  while (++content.at < content.end) *value = (int64_t)((uint64_t)*value << 8 | *content.at);
  return true;
}

/* A message that is being written from its end. What does not fit sets "full". */
struct draft { uint8_t *at; uint8_t *start; bool full; };

static void put_byte(struct draft *d, uint8_t byte) {
  if (d->at == d->start) { d->full = true; return; }
  *--d->at = byte;
}

static void put_bytes(struct draft *d, const void *from, size_t size) {
  if ((size_t)(d->at - d->start) < size) { d->full = true; return; }
  d->at -= size;
  memcpy(d->at, from, size);
}

static void put_header(struct draft *d, int tag, size_t size) {
  if (size < 0x80) {
    put_byte(d, (uint8_t)size);
  } else {
    put_byte(d, (uint8_t)size);
    if (size > 0xff) put_byte(d, (uint8_t)(size >> 8));
    put_byte(d, size > 0xff ? 0x82 : 0x81);
  }
  put_byte(d, (uint8_t)tag);
}

/* Puts a header before all that was written since. */
static void enclose(struct draft *d, int tag, const uint8_t *end) {
  put_header(d, tag, (size_t)(end - d->at));
}

static void put_octets(struct draft *d, int tag, const void *from, size_t size) {
  put_bytes(d, from, size);
  put_header(d, tag, size);
}

static void put_unsigned(struct draft *d, int tag, uint64_t value) {
  const uint8_t *end = d->at;
  uint8_t first;
  do {
    put_byte(d, first = (uint8_t)value);
    value >>= 8;
  } while (value != 0);
  if (first & 0x80) put_byte(d, 0);
  enclose(d, tag, end);
}

/* ---- What every router has. Objects are kept by their encoded names, in their order. */

enum kind {
  DESCRIPTION, OBJECT_ID, UP_TIME, CONTACT, NAME, LOCATION, SERVICES, IF_NUMBER,
  IF_INDEX, IF_DESCR, IF_TYPE, IF_MTU, IF_SPEED, IF_UP, IF_LAST_CHANGE, IF_IN_OCTETS, IF_ZERO,
  IF_IN_ERRORS, IF_OUT_OCTETS, IF_OUT_ERRORS, IF_HC_IN, IF_HC_OUT, IF_HIGH_SPEED, IF_ALIAS,
  IF_DISCONTINUITY, IF_TABLE_CHANGED
};

struct object { uint8_t name[16]; uint8_t size; uint8_t kind; uint8_t interface; };

enum { SLOTS = 4096 };
static struct object objects[INTERFACES * 24 + 16];
static int object_count;
static int16_t slots[SLOTS];

static const uint8_t SYSTEM[] = {0x2b, 6, 1, 2, 1, 1};
static const uint8_t IF_NUMBER_0[] = {0x2b, 6, 1, 2, 1, 2, 1, 0};
static const uint8_t IF_ENTRY[] = {0x2b, 6, 1, 2, 1, 2, 2, 1};
static const uint8_t IF_X_ENTRY[] = {0x2b, 6, 1, 2, 1, 31, 1, 1, 1};
static const uint8_t IF_TABLE_LAST_CHANGE_0[] = {0x2b, 6, 1, 2, 1, 31, 1, 5, 0};

struct column { uint8_t number, kind; };
static const struct column IF_TABLE[] = {
  {1, IF_INDEX}, {2, IF_DESCR}, {3, IF_TYPE}, {4, IF_MTU}, {5, IF_SPEED}, {7, IF_UP}, {8, IF_UP},
  {9, IF_LAST_CHANGE}, {10, IF_IN_OCTETS}, {13, IF_ZERO}, {14, IF_IN_ERRORS}, {16, IF_OUT_OCTETS},
  {19, IF_ZERO}, {20, IF_OUT_ERRORS}};
static const struct column IF_X_TABLE[] = {
  {1, IF_DESCR}, {6, IF_HC_IN}, {10, IF_HC_OUT}, {15, IF_HIGH_SPEED}, {18, IF_ALIAS},
  {19, IF_DISCONTINUITY}};

static unsigned slot_of(const uint8_t *name, size_t size) {
  unsigned hash = name[size - 1] + 61u * name[size - 2] + 1021u * name[size > 5 ? 5 : 0];
  return hash & (SLOTS - 1);
}

static void add(const uint8_t *name, size_t size, int column, int row, int kind) {
  struct object *made = &objects[object_count];
  memcpy(made->name, name, size);
  if (column >= 0) made->name[size++] = (uint8_t)column;
  if (row >= 0) made->name[size++] = (uint8_t)row;
  made->size = (uint8_t)size;
  made->kind = (uint8_t)kind;
  made->interface = (uint8_t)(row > 0 ? row : 0);
  unsigned slot = slot_of(made->name, size);
  while (slots[slot] >= 0) slot = (slot + 1) & (SLOTS - 1);
  slots[slot] = (int16_t)object_count++;
}

static void add_table(const uint8_t *entry, size_t size, const struct column *columns,
                      size_t count) {
  for (size_t c = 0; c < count; c++) {
    for (int row = 1; row <= INTERFACES; row++) {
      add(entry, size, columns[c].number, row, columns[c].kind);
    }
  }
}

static void make_objects(void) {
  memset(slots, -1, sizeof slots);
  for (int i = 0; i <= SERVICES; i++) add(SYSTEM, sizeof SYSTEM, i + 1, 0, i);
  add(IF_NUMBER_0, sizeof IF_NUMBER_0, -1, -1, IF_NUMBER);
  add_table(IF_ENTRY, sizeof IF_ENTRY, IF_TABLE, sizeof IF_TABLE / sizeof *IF_TABLE);
  add_table(IF_X_ENTRY, sizeof IF_X_ENTRY, IF_X_TABLE, sizeof IF_X_TABLE / sizeof *IF_X_TABLE);
  add(IF_TABLE_LAST_CHANGE_0, sizeof IF_TABLE_LAST_CHANGE_0, -1, -1, IF_TABLE_CHANGED);
}

static const struct object *find(struct bytes name) {
  if (length(name) < 3) return NULL;
  unsigned slot = slot_of(name.at, length(name));
  for (; slots[slot] >= 0; slot = (slot + 1) & (SLOTS - 1)) {
    const struct object *there = &objects[slots[slot]];
    if (there->size == length(name) && memcmp(there->name, name.at, there->size) == 0) return there;
  }
  return NULL;
}

/* The first object behind a name. Encoded names have the order of the names themselves as long as
 * no part reaches 16,384, and none here does. */
static const struct object *find_next(struct bytes name) {
  int low = 0, high = object_count;
  while (low < high) {
    int middle = (low + high) / 2;
    size_t size = objects[middle].size, common = size < length(name) ? size : length(name);
    int order = memcmp(objects[middle].name, name.at, common);
    if (order > 0 || (order == 0 && size > length(name))) high = middle; else low = middle + 1;
  }
  return low < object_count ? &objects[low] : NULL;
}

/* ---- The values of an address at a moment. */

struct router { uint32_t address; uint32_t ticks; };

static void put_text(struct draft *d, const char *form, unsigned number) {
  char text[64];
  int size = snprintf(text, sizeof text, form, number);
  put_octets(d, OCTETS, text, (size_t)size);
}

static void put_value(struct draft *d, const struct router *r, const struct object *o) {
  static const uint8_t product[] = {0x2b, 6, 1, 4, 1, 0x83, 0x7f, 1};
  uint64_t grown = (uint64_t)r->ticks * o->interface;
  uint64_t begun = (uint64_t)(r->address & 0xffff) * 1000;
  switch (o->kind) {
    case DESCRIPTION: put_octets(d, OCTETS, "Router of a benchmark 1.0", 25); break;
    case OBJECT_ID: put_octets(d, OID, product, sizeof product); break;
    case UP_TIME: put_unsigned(d, TIMETICKS, r->ticks); break;
    case NAME: put_text(d, "router-%u", r->address); break;
    case CONTACT: case LOCATION: put_octets(d, OCTETS, "", 0); break;
    case SERVICES: put_unsigned(d, INTEGER, 6); break;
    case IF_NUMBER: put_unsigned(d, INTEGER, INTERFACES); break;
    case IF_INDEX: put_unsigned(d, INTEGER, o->interface); break;
    case IF_DESCR: put_text(d, "ether%u", o->interface); break;
    case IF_TYPE: put_unsigned(d, INTEGER, 6); break;
    case IF_MTU: put_unsigned(d, INTEGER, 1500); break;
    case IF_SPEED: put_unsigned(d, GAUGE32, 1000000000); break;
    case IF_UP: put_unsigned(d, INTEGER, 1); break;
    case IF_ZERO: put_unsigned(d, COUNTER32, 0); break;
    case IF_LAST_CHANGE: case IF_DISCONTINUITY: case IF_TABLE_CHANGED:
      put_unsigned(d, TIMETICKS, 0);
      break;
    case IF_IN_OCTETS: put_unsigned(d, COUNTER32, (uint32_t)(begun + 125 * grown)); break;
    case IF_OUT_OCTETS: put_unsigned(d, COUNTER32, (uint32_t)(begun + 250 * grown)); break;
    case IF_IN_ERRORS: put_unsigned(d, COUNTER32, (uint32_t)grown); break;
    case IF_OUT_ERRORS: put_unsigned(d, COUNTER32, (uint32_t)(2 * grown)); break;
    case IF_HC_IN: put_unsigned(d, COUNTER64, begun * 1000000 + 125 * grown); break;
    case IF_HC_OUT: put_unsigned(d, COUNTER64, begun * 1000000 + 250 * grown); break;
    case IF_HIGH_SPEED: put_unsigned(d, GAUGE32, 1000); break;
    case IF_ALIAS: put_text(d, "customer %u", o->interface); break;
  }
}

/* ---- PDUs. */

struct binding { struct bytes name; const struct object *object; int missing; };

struct pdu { int type; int64_t id, first, second; struct bytes bindings; };

static bool take_pdu(struct bytes *from, struct pdu *pdu) {
  struct bytes content;
  if (length(*from) == 0) return false;
  pdu->type = from->at[0];
  return take(from, pdu->type, &content) && take_integer(&content, &pdu->id) && pdu->id >= 0
      && take_integer(&content, &pdu->first) && take_integer(&content, &pdu->second)
      && take(&content, SEQUENCE, &pdu->bindings);
}

static int asked_names(struct bytes from, struct bytes *names) {
  int count = 0;
  while (length(from) > 0 && count < MOST_VALUES) {
    struct bytes binding;
    if (!take(&from, SEQUENCE, &binding) || !take(&binding, OID, &names[count])) return -1;
    count++;
  }
  return count;
}

static struct binding successor(struct bytes name) {
  const struct object *next = find_next(name);
  if (next == NULL) return (struct binding){name, NULL, END_OF_MIB_VIEW};
  return (struct binding){{next->name, next->name + next->size}, next, 0};
}

/* What is to be answered; -1 when the question is not understood. */
static int choose(const struct pdu *pdu, struct binding *chosen) {
  static struct bytes names[MOST_VALUES];
  int count = asked_names(pdu->bindings, names), made = 0;
  if (count < 0) return -1;
  if (pdu->type == GET) {
    for (int i = 0; i < count; i++) {
      chosen[i] = (struct binding){names[i], find(names[i]), NO_SUCH_OBJECT};
    }
    return count;
  }
  if (pdu->type == GET_NEXT) {
    for (int i = 0; i < count; i++) chosen[i] = successor(names[i]);
    return count;
  }
  if (pdu->type != GET_BULK) return -1;
  int once = pdu->first < 0 ? 0 : pdu->first < count ? (int)pdu->first : count;
  for (; made < once; made++) chosen[made] = successor(names[made]);
  for (int turn = 0; turn < pdu->second && turn < REPETITIONS && once < count; turn++) {
    for (int i = once; i < count && made < MOST_VALUES; i++, made++) {
      chosen[made] = successor(names[i]);
      names[i] = chosen[made].name;
    }
  }
  return made;
}

static void put_response(struct draft *d, const struct router *r, int type, int64_t id,
                         const struct binding *chosen, int count) {
  const uint8_t *end = d->at;
  for (int i = count - 1; i >= 0; i--) {
    const uint8_t *binding_end = d->at;
    if (chosen[i].object != NULL) {
      put_value(d, r, chosen[i].object);
    } else {
      put_header(d, chosen[i].missing, 0);
    }
    put_octets(d, OID, chosen[i].name.at, length(chosen[i].name));
    enclose(d, SEQUENCE, binding_end);
  }
  enclose(d, SEQUENCE, end);
  put_unsigned(d, INTEGER, 0);
  put_unsigned(d, INTEGER, 0);
  put_unsigned(d, INTEGER, (uint64_t)id);
  enclose(d, type, end);
}

/* GetBulk answers as many as fit. */
static bool respond(struct draft *d, const struct router *r, const struct pdu *pdu) {
  static struct binding chosen[MOST_VALUES];
  uint8_t *end = d->at;
  int count = choose(pdu, chosen);
  if (count < 0) return false;
  do {
    d->at = end;
    d->full = false;
    put_response(d, r, RESPONSE, pdu->id, chosen, count);
    count /= 2;
  } while ((d->full || end - d->at > ANSWER_ROOM) && count > 0);
  return !d->full;
}

/* ---- SNMPv2c. */

static bool answer_v2c(struct bytes message, const struct router *r, struct draft *d) {
  struct bytes community;
  struct pdu pdu;
  const uint8_t *end = d->at;
  if (!take(&message, OCTETS, &community) || !take_pdu(&message, &pdu)) return false;
  if (!respond(d, r, &pdu)) return false;
  put_octets(d, OCTETS, community.at, length(community));
  put_unsigned(d, INTEGER, 1);
  enclose(d, SEQUENCE, end);
  return !d->full;
}

/* ---- SNMPv3 with the user-based security model (RFC 3414, RFC 3826). */

static const char USER[] = "poller", PASSWORD[] = "benchmark-secret";
static const int64_t BOOTS = 1, WINDOW = 150;
static const uint8_t UNKNOWN_ENGINE[] = {0x2b, 6, 1, 6, 3, 15, 1, 1, 4, 0};
static const uint8_t NOT_IN_WINDOW[] = {0x2b, 6, 1, 6, 3, 15, 1, 1, 2, 0};

static EVP_MD *sha1;
static EVP_MD_CTX *digest;
static EVP_MAC_CTX *hmac;
static EVP_CIPHER *aes;
static EVP_CIPHER_CTX *cipher;
static uint8_t ku[KEY];
static uint64_t salt;

static void make_ku(void) {
  char block[64];
  size_t at = 0;
  sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
  digest = EVP_MD_CTX_new();
  EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
  hmac = EVP_MAC_CTX_new(mac);
  OSSL_PARAM which[] = {
    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA1", 0), OSSL_PARAM_END};
  EVP_MAC_CTX_set_params(hmac, which);
  aes = EVP_CIPHER_fetch(NULL, "AES-128-CFB", NULL);
  cipher = EVP_CIPHER_CTX_new();
  RAND_bytes((uint8_t *)&salt, sizeof salt);
  EVP_DigestInit_ex2(digest, sha1, NULL);
  for (int blocks = 0; blocks < (1 << 20) / 64; blocks++) {
    for (int i = 0; i < 64; i++) block[i] = PASSWORD[at++ % (sizeof PASSWORD - 1)];
    EVP_DigestUpdate(digest, block, sizeof block);
  }
  EVP_DigestFinal_ex(digest, ku, NULL);
}

struct engine { uint8_t id[9]; uint8_t key[KEY]; };

static struct engine engine_of(const struct router *r) {
  struct engine e = {{0x80, 0, 0x1f, 0x88, 1}, {0}};
  uint32_t address = htonl(r->address);
  memcpy(e.id + 5, &address, 4);
  EVP_DigestInit_ex2(digest, sha1, NULL);
  EVP_DigestUpdate(digest, ku, KEY);
  EVP_DigestUpdate(digest, e.id, sizeof e.id);
  EVP_DigestUpdate(digest, ku, KEY);
  EVP_DigestFinal_ex(digest, e.key, NULL);
  return e;
}

static void sign(const struct engine *e, const uint8_t *from, size_t size, uint8_t *signature) {
  uint8_t whole[KEY];
  size_t made;
  EVP_MAC_init(hmac, e->key, KEY, NULL);
  EVP_MAC_update(hmac, from, size);
  EVP_MAC_final(hmac, whole, &made, sizeof whole);
  memcpy(signature, whole, SIGNATURE);
}

/* Encrypts or decrypts where it stands. */
static void crypt_in_place(const struct engine *e, uint32_t boots, uint32_t seconds,
                           const uint8_t *salted, uint8_t *at, size_t size, int encrypt) {
  uint8_t iv[IV];
  uint32_t head[2] = {htonl(boots), htonl(seconds)};
  int made;
  memcpy(iv, head, 8);
  memcpy(iv + 8, salted, 8);
  EVP_CipherInit_ex2(cipher, aes, e->key, iv, encrypt, NULL);
  EVP_CipherUpdate(cipher, at, &made, at, (int)size);
}

struct v3 {
  int64_t id, most, boots, time;
  uint8_t flags;
  struct bytes engine, user, signature, salt, scoped;
};

enum { SIGNED = 1, ENCRYPTED = 2 };

static bool take_v3(struct bytes message, struct v3 *m) {
  struct bytes header, flags, wrapped, security;
  int64_t model;
  if (!take(&message, SEQUENCE, &header) || !take_integer(&header, &m->id)
      || !take_integer(&header, &m->most) || !take(&header, OCTETS, &flags) || length(flags) != 1
      || !take_integer(&header, &model) || model != 3 || !take(&message, OCTETS, &wrapped)
      || !take(&wrapped, SEQUENCE, &security) || !take(&security, OCTETS, &m->engine)
      || !take_integer(&security, &m->boots) || !take_integer(&security, &m->time)
      || !take(&security, OCTETS, &m->user) || !take(&security, OCTETS, &m->signature)
      || !take(&security, OCTETS, &m->salt)) return false;
  m->flags = *flags.at;
  m->scoped = message;
  return true;
}

/* What is in the scoped PDU: the engine again, the context, and the PDU. */
static bool take_scoped(struct bytes from, struct bytes *context, struct pdu *pdu) {
  struct bytes content, engine;
  return take(&from, SEQUENCE, &content) && take(&content, OCTETS, &engine)
      && take(&content, OCTETS, context) && take_pdu(&content, pdu);
}

/* Puts what is around a scoped PDU, and signs and encrypts it as the flags say. */
static void put_v3(struct draft *d, const struct router *r, const struct engine *e,
                   const struct v3 *asked, uint8_t flags, const uint8_t *end) {
  uint32_t seconds = r->ticks / 100;
  uint8_t salted[8], zeros[SIGNATURE] = {0};
  size_t size = (size_t)(end - d->at);
  bool is_signed = flags & SIGNED, is_encrypted = flags & ENCRYPTED;
  if (d->full) return;
  if (is_encrypted) {
    salt++;
    memcpy(salted, &salt, sizeof salted);
    crypt_in_place(e, (uint32_t)BOOTS, seconds, salted, d->at, size, 1);
    put_header(d, OCTETS, size);
  }
  uint8_t *part = d->at;
  put_octets(d, OCTETS, salted, is_encrypted ? sizeof salted : 0);
  uint8_t *behind_signature = d->at;
  put_octets(d, OCTETS, zeros, is_signed ? SIGNATURE : 0);
  put_octets(d, OCTETS, asked->user.at, length(asked->user));
  put_unsigned(d, INTEGER, seconds);
  put_unsigned(d, INTEGER, (uint64_t)BOOTS);
  put_octets(d, OCTETS, e->id, sizeof e->id);
  enclose(d, SEQUENCE, part);
  enclose(d, OCTETS, part);
  part = d->at;
  put_unsigned(d, INTEGER, 3);
  put_octets(d, OCTETS, &flags, 1);
  put_unsigned(d, INTEGER, PACKET);
  put_unsigned(d, INTEGER, (uint64_t)asked->id);
  enclose(d, SEQUENCE, part);
  put_unsigned(d, INTEGER, 3);
  enclose(d, SEQUENCE, end);
  if (is_signed && !d->full) sign(e, d->at, (size_t)(end - d->at), behind_signature - SIGNATURE);
}

static void put_scoped(struct draft *d, const struct engine *e, struct bytes context,
                       const uint8_t *end) {
  put_octets(d, OCTETS, context.at, length(context));
  put_octets(d, OCTETS, e->id, sizeof e->id);
  enclose(d, SEQUENCE, end);
}

static bool report(struct draft *d, const struct router *r, const struct engine *e,
                   const struct v3 *asked, const uint8_t *counter, uint8_t flags, int64_t id) {
  static const struct object once = {{0}, 0, SERVICES, 0};
  uint8_t *end = d->at;
  struct binding what = {{counter, counter + sizeof UNKNOWN_ENGINE}, &once, 0};
  put_response(d, r, REPORT, id, &what, 1);
  put_scoped(d, e, (struct bytes){counter, counter}, end);
  put_v3(d, r, e, asked, flags, end);
  return !d->full;
}

/* Checks the signature, over the message with zeros in its place. */
static bool is_authentic(const struct engine *e, struct bytes whole, const struct v3 *m) {
  uint8_t was[SIGNATURE], made[SIGNATURE], *place = (uint8_t *)m->signature.at;
  if (length(m->signature) != SIGNATURE) return false;
  memcpy(was, place, SIGNATURE);
  memset(place, 0, SIGNATURE);
  sign(e, whole.at, length(whole), made);
  return memcmp(was, made, SIGNATURE) == 0;
}

static bool answer_v3(struct bytes whole, struct bytes message, const struct router *r,
                      struct draft *d) {
  struct v3 m;
  struct pdu pdu = {0};
  struct bytes context, hidden;
  struct engine e = engine_of(r);
  uint8_t *end = d->at;
  if (!take_v3(message, &m)) return false;
  if (length(m.engine) != sizeof e.id || memcmp(m.engine.at, e.id, sizeof e.id) != 0) {
    if (!(m.flags & ENCRYPTED) && !take_scoped(m.scoped, &context, &pdu)) return false;
    return report(d, r, &e, &m, UNKNOWN_ENGINE, 0, pdu.id);
  }
  size_t named = sizeof USER - 1;
  if (length(m.user) != named || memcmp(m.user.at, USER, named) != 0) return false;
  if ((m.flags & 3) != (SIGNED | ENCRYPTED) || length(m.salt) != 8) return false;
  if (!is_authentic(&e, whole, &m)) return false;
  if (!take(&m.scoped, OCTETS, &hidden)) return false;
  crypt_in_place(&e, (uint32_t)m.boots, (uint32_t)m.time, m.salt.at, (uint8_t *)hidden.at,
                 length(hidden), 0);
  if (!take_scoped(hidden, &context, &pdu)) return false;
  if (m.boots != BOOTS || llabs(m.time - r->ticks / 100) > WINDOW) {
    return report(d, r, &e, &m, NOT_IN_WINDOW, SIGNED, pdu.id);
  }
  if (!respond(d, r, &pdu)) return false;
  put_scoped(d, &e, context, end);
  put_v3(d, r, &e, &m, SIGNED | ENCRYPTED, end);
  return !d->full;
}

/* ---- Packets. */

static volatile sig_atomic_t is_over, tenth_is_silent;

static void signalled(int number) {
  if (number == SIGTERM) is_over = 1; else tenth_is_silent = number == SIGUSR1;
}

static bool answer(struct bytes packet, const struct router *r, struct draft *d) {
  struct bytes whole = packet, message;
  int64_t version;
  if (!take(&packet, SEQUENCE, &message) || !take_integer(&message, &version)) return false;
  if (version == 1) return answer_v2c(message, r, d);
  return version == 3 && answer_v3(whole, message, r, d);
}

/* One day of time has passed before it started, so that no uptime is near zero. */
static uint32_t now_ticks(void) {
  static time_t began;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (began == 0) began = now.tv_sec;
  return (uint32_t)((now.tv_sec - began + 86400) * 100 + now.tv_nsec / 10000000);
}

struct packets {
  struct mmsghdr headers[BATCH];
  struct iovec parts[BATCH];
  struct sockaddr_in peers[BATCH];
  uint8_t control[BATCH][CMSG_SPACE(sizeof(struct in_pktinfo))];
};

static struct packets in, out;
static uint8_t asked_bytes[BATCH][PACKET], answer_bytes[BATCH][ANSWER];

static void prepare(void) {
  for (int i = 0; i < BATCH; i++) {
    in.parts[i] = (struct iovec){asked_bytes[i], PACKET};
    in.headers[i].msg_hdr = (struct msghdr){&in.peers[i], sizeof in.peers[i], &in.parts[i], 1,
                                            in.control[i], sizeof in.control[i], 0};
  }
}

/* From which address to answer: the one that was asked. Goes out in the bytes it came in. */
static struct in_pktinfo *asked_of(struct msghdr *header) {
  for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c != NULL; c = CMSG_NXTHDR(header, c)) {
    if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
      return (struct in_pktinfo *)CMSG_DATA(c);
    }
  }
  return NULL;
}

/* Writes the answer to a packet; false when it gets none. */
static bool serve(int i, int made, uint32_t ticks, long *unread) {
  struct in_pktinfo *info = asked_of(&in.headers[i].msg_hdr);
  if (info == NULL) return false;
  struct router r = {ntohl(info->ipi_addr.s_addr), ticks};
  if (tenth_is_silent && (r.address & 0xff) % 10 == 0) return false;
  struct draft d = {answer_bytes[made] + ANSWER, answer_bytes[made], false};
  struct bytes packet = {asked_bytes[i], asked_bytes[i] + in.headers[i].msg_len};
  if (!answer(packet, &r, &d)) {
    ++*unread;
    return false;
  }
  info->ipi_spec_dst = info->ipi_addr;
  info->ipi_ifindex = 0;
  out.parts[made] = (struct iovec){d.at, (size_t)(answer_bytes[made] + ANSWER - d.at)};
  out.headers[made].msg_hdr = (struct msghdr){&in.peers[i], sizeof in.peers[i], &out.parts[made], 1,
                                              in.control[i], sizeof in.control[i], 0};
  return true;
}

static int open_socket(int port) {
  int on = 1, bytes = 64 << 20;
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
  if (bind(fd, (struct sockaddr *)&here, sizeof here) != 0) {
    perror("agent: bind");
    exit(1);
  }
  return fd;
}

static void answer_all(int fd) {
  long taken = 0, answered = 0, unread = 0;
  prepare();
  while (!is_over) {
    for (int i = 0; i < BATCH; i++) in.headers[i].msg_hdr.msg_controllen = sizeof in.control[i];
    int count = recvmmsg(fd, in.headers, BATCH, MSG_WAITFORONE, NULL), made = 0;
    if (count < 0) continue;
    uint32_t ticks = now_ticks();
    for (int i = 0; i < count; i++) made += serve(i, made, ticks, &unread);
    for (int sent = 0, more; sent < made; sent += more) {
      more = sendmmsg(fd, out.headers + sent, (unsigned)(made - sent), 0);
      if (more < 0) more = errno == EINTR ? 0 : 1;
    }
    taken += count;
    answered += made;
  }
  printf("%ld %ld %ld\n", taken, answered, unread);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: agent <port>\n");
    return 2;
  }
  struct sigaction action = {.sa_handler = signalled};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGUSR1, &action, NULL);
  sigaction(SIGUSR2, &action, NULL);
  now_ticks();
  make_objects();
  make_ku();
  answer_all(open_socket(atoi(argv[1])));
  return 0;
}
