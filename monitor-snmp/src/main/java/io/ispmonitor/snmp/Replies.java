package io.ispmonitor.snmp;

import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.SecurityFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** What an agent's message means as a reply. */
final class Replies {
  /** In the order of their numbers. */
  private static final List<ErrorStatus> BY_NUMBER = List.of(ErrorStatus.values());

  private static final Map<OID, SecurityFault> FAULTS =
      Map.of(
          SnmpConstants.usmStatsUnknownUserNames, SecurityFault.UNKNOWN_USER,
          SnmpConstants.usmStatsWrongDigests, SecurityFault.WRONG_DIGEST,
          SnmpConstants.usmStatsDecryptionErrors, SecurityFault.DECRYPTION_ERROR,
          SnmpConstants.usmStatsUnsupportedSecLevels, SecurityFault.UNSUPPORTED_SECURITY_LEVEL,
          SnmpConstants.usmStatsNotInTimeWindows, SecurityFault.NOT_IN_TIME_WINDOW,
          SnmpConstants.usmStatsUnknownEngineIDs, SecurityFault.UNKNOWN_ENGINE_ID,
          SnmpConstants.snmpUnknownContexts, SecurityFault.UNKNOWN_CONTEXT);

  private Replies() {}

  static SnmpReply of(Question question, PDU response) {
    int status = response.getErrorStatus();
    if (status != PDU.noError) {
      return failed(status, response.getErrorIndex(), question);
    }
    List<VarBind> bindings = new ArrayList<>(response.size());
    for (VariableBinding binding : response.getVariableBindings()) {
      bindings.add(Translation.toVarBind(binding));
    }
    return of(question, bindings);
  }

  static SnmpReply of(Question question, CommunityMessage answer) throws MalformedException {
    return answer.status() == PDU.noError
        ? of(question, answer.bindings(question))
        : failed(answer.status(), answer.index(), question);
  }

  private static SnmpReply of(Question question, List<VarBind> bindings) {
    return switch (question.kind()) {
      case GET, SET -> inOrder(question, bindings);
      case GET_NEXT, GET_BULK -> new SnmpReply.Values(bindings);
    };
  }

  private static SnmpReply failed(int status, int index, Question question) {
    // noError has the number 0 and is no error.
    boolean isKnown = status > 0 && status < BY_NUMBER.size();
    ErrorStatus which = isKnown ? BY_NUMBER.get(status - 1) : ErrorStatus.OTHER;
    boolean blames = index > 0 && index <= question.bindings().size();
    return new SnmpReply.Failed(which, blames ? question.bindings().get(index - 1).oid() : null);
  }

  private static SnmpReply inOrder(Question question, List<VarBind> answered) {
    return isInOrder(question.bindings(), answered)
        ? new SnmpReply.Values(answered)
        : sorted(question, answered);
  }

  private static boolean isInOrder(List<VarBind> asked, List<VarBind> answered) {
    if (asked.size() != answered.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).oid().equals(answered.get(i).oid())) {
        return false;
      }
    }
    return true;
  }

  /** Some agents answer in another order, leave something out or add something. */
  private static SnmpReply sorted(Question question, List<VarBind> answered) {
    Map<Oid, VarBind> byOid = new HashMap<>();
    answered.forEach(binding -> byOid.putIfAbsent(binding.oid(), binding));
    List<VarBind> ordered = new ArrayList<>(question.bindings().size());
    Oid missing = null;
    for (VarBind asked : question.bindings()) {
      VarBind binding = byOid.get(asked.oid());
      if (binding != null) {
        ordered.add(binding);
      } else if (missing == null) {
        missing = asked.oid();
      }
    }
    if (missing == null) {
      return new SnmpReply.Values(ordered);
    }
    int left = question.bindings().size() - ordered.size();
    return new SnmpReply.Partial(
        ordered,
        SnmpReply.Cut.LEFT_OUT,
        "the agent left out %d objects, the first is %s".formatted(left, missing));
  }

  static SecurityFault fault(@Nullable VariableBinding reported) {
    return reported == null
        ? SecurityFault.OTHER
        : FAULTS.getOrDefault(reported.getOid(), SecurityFault.OTHER);
  }
}
