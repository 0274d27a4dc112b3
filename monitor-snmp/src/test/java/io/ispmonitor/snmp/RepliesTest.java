package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.SecurityFault;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class RepliesTest {
  private static final Oid FIRST = Oid.of("1.3.6.1.2.1.1.1.0");
  private static final Oid SECOND = Oid.of("1.3.6.1.2.1.1.2.0");
  private static final Question QUESTION =
      Question.of(Question.Kind.GET, List.of(FIRST, SECOND), 0, 0);

  private static PDU error(int status, int index) {
    PDU response = new PDU();
    response.setErrorStatus(status);
    response.setErrorIndex(index);
    return response;
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1, TOO_BIG",
    "2, NO_SUCH_NAME",
    "3, BAD_VALUE",
    "4, READ_ONLY",
    "5, GEN_ERR",
    "6, NO_ACCESS",
    "7, WRONG_TYPE",
    "8, WRONG_LENGTH",
    "9, WRONG_ENCODING",
    "10, WRONG_VALUE",
    "11, NO_CREATION",
    "12, INCONSISTENT_VALUE",
    "13, RESOURCE_UNAVAILABLE",
    "14, COMMIT_FAILED",
    "15, UNDO_FAILED",
    "16, AUTHORIZATION_ERROR",
    "17, NOT_WRITABLE",
    "18, INCONSISTENT_NAME",
    "19, OTHER",
    "99, OTHER"
  })
  @DisplayName("the numbers of RFC 3416 have their names")
  void statuses(int number, ErrorStatus status) {
    assertEquals(new SnmpReply.Failed(status, SECOND), Replies.of(QUESTION, error(number, 2)));
  }

  @Test
  @DisplayName("an index that points nowhere blames no object")
  void indexes() {
    for (int index : new int[] {-1, 0, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertEquals(
          new SnmpReply.Failed(ErrorStatus.GEN_ERR, null), Replies.of(QUESTION, error(5, index)));
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1.3.6.1.6.3.15.1.1.1.0, UNSUPPORTED_SECURITY_LEVEL",
    "1.3.6.1.6.3.15.1.1.2.0, NOT_IN_TIME_WINDOW",
    "1.3.6.1.6.3.15.1.1.3.0, UNKNOWN_USER",
    "1.3.6.1.6.3.15.1.1.4.0, UNKNOWN_ENGINE_ID",
    "1.3.6.1.6.3.15.1.1.5.0, WRONG_DIGEST",
    "1.3.6.1.6.3.15.1.1.6.0, DECRYPTION_ERROR",
    "1.3.6.1.6.3.12.1.5.0, UNKNOWN_CONTEXT",
    "1.3.6.1.2.1.1.1.0, OTHER"
  })
  @DisplayName("the counters of RFC 3414 and RFC 3413 say what an agent objects to")
  void faults(String oid, SecurityFault fault) {
    assertEquals(fault, Replies.fault(new VariableBinding(new OID(oid), new Counter32(1))));
    assertEquals(SecurityFault.OTHER, Replies.fault(null));
  }
}
