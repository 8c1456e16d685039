package io.plimsoll.enforcer.failures;

import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.Mode;
import java.util.Locale;

/// The table of failures.
public enum Failure {
    QUESTION_MALFORMED(Direction.DENY, "the runtime shim sent a question that cannot be understood"),
    QUESTION_FROM_STRANGER(Direction.DENY, "someone other than root spoke to the admission socket"),
    TOO_MANY_QUESTIONS(Direction.HOST_POLICY, "more containers start at once than the Enforcer answers"),
    DECISION_BROKEN(Direction.HOST_POLICY, "a decision ended in an unexpected error"),
    CONFIGURATION_MALFORMED(Direction.DENY, "a bundle's config.json cannot be understood"),
    IMAGE_NOT_IDENTIFIED(Direction.JUDGED, "the image of a container cannot be told, so it counts as not scanned"),

    GATE_NOT_SET(Direction.RUNTIME_POLICY, "the exec gate could not be set"),
    GATE_UNAVAILABLE(Direction.RUNTIME_POLICY, "this host cannot set exec gates"),
    VERDICTS_LOST(Direction.UNCHANGED, "decisions of exec gates were lost before they could be written down"),
    KEEPER_AWAY(Direction.UNCHANGED, "the keeper does not run, so gates would open if the Enforcer were killed"),

    SCAN_FAILED(Direction.JUDGED, "an image could not be scanned"),
    FACTS_NOT_KEPT(Direction.UNCHANGED, "the result of a scan could not be written to the disk"),
    LAYERS_NOT_KEPT(Direction.UNCHANGED, "what a scan found in layers could not be kept for the next scan"),
    MATCHING_FAILED(Direction.JUDGED, "an image could not be matched with the advisories"),

    SNAPSHOT_UNREADABLE(Direction.DENY, "the policies on this host's disk cannot be read or verified"),
    SNAPSHOT_REFUSED(Direction.UNCHANGED, "the Center sent policies that cannot be trusted"),
    SNAPSHOT_NOT_KEPT(Direction.UNCHANGED, "new policies could not be written to the disk"),
    BUNDLE_UNREADABLE(Direction.JUDGED, "the advisories on this host's disk cannot be read or verified"),
    BUNDLE_REFUSED(Direction.UNCHANGED, "the Center sent advisories that cannot be trusted"),
    CHECKPOINT_REFUSED(Direction.UNCHANGED, "the Center sent a checkpoint that cannot be trusted"),

    CENTER_UNREACHABLE(Direction.UNCHANGED, "the Command Center does not answer"),
    CENTER_REFUSES_US(Direction.UNCHANGED, "the Command Center has revoked this Enforcer"),
    CERTIFICATE_NOT_RENEWED(Direction.UNCHANGED, "the certificate could not be renewed"),
    ENROLMENT_FAILED(Direction.UNCHANGED, "this Enforcer could not enrol"),

    ENGINE_UNREACHABLE(Direction.UNCHANGED, "the container engine does not answer"),
    NETWORKS_NOT_LISTED(Direction.UNCHANGED, "the container engine does not list its networks"),
    UPKEEP_BROKEN(Direction.UNCHANGED, "regular work of the Enforcer ended in an unexpected error"),
    SHIM_NOT_IN_PLACE(Direction.UNCHANGED, "the runtime shim is not in place, or could not be configured"),

    RECORD_UNREADABLE(Direction.UNCHANGED, "what the shim or rescue wrote down for the audit trail cannot be read"),

    SPOOL_FULL(Direction.ALLOW, "events were lost because they could not be kept on the disk"),
    SPOOL_NOT_FORCED(Direction.ALLOW, "events could not be forced to the disk and would not outlive a loss of power"),
    SPOOL_SLOW(Direction.ALLOW, "a decision went out before its event was on the disk"),
    SPOOL_DAMAGED(Direction.UNCHANGED, "the event spool was damaged and had to be started anew");

    private final Direction direction;
    private final String sentence;

    Failure(Direction direction, String sentence) {
        this.direction = direction;
        this.sentence = sentence;
    }

    public Direction direction() {
        return direction;
    }

    /// What happened, for people.
    public String sentence() {
        return sentence;
    }

    /// The word of events and counters, such as `gate-not-set`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a start that meets this failure goes on.
    ///
    /// @param runtime mode of the runtime policy for the container
    /// @throws IllegalStateException if no start is decided by this failure
    public boolean allowsStart(HostPolicy host, Mode runtime) {
        return switch (direction) {
            case DENY -> false;
            case ALLOW -> true;
            case HOST_POLICY -> host.whenEnforcerAway() == HostPolicy.Direction.ALLOW;
            case RUNTIME_POLICY -> runtime == Mode.AUDIT;
            case JUDGED, UNCHANGED -> throw new IllegalStateException(word() + " decides no start");
        };
    }
}
