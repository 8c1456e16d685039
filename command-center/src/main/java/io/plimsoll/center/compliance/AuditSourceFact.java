package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one source of audit records delivered in the last 24 hours.
///
/// @param hostId the host that it speaks for; empty for the Command Center itself
/// @param lastSign the last record or heartbeat; null if there never was one
/// @param records how many records came
/// @param lacking how many of them lack a field or have it wrong; absent means none
/// @param namedKindLacking the same among records of the kinds exec, policy change, login and secret access, of which
///     none may lack anything
/// @param engineChanges state-changing events of the engine
/// @param unattributedEngineChanges those of them that name no user
/// @param adminChanges changes that users of the product made
/// @param adminChangesWithoutValues those of them without the values before and after
/// @param gaps times in which events were lost or nobody watched
public record AuditSourceFact(
        String name,
        String hostId,
        @Nullable Instant lastSign,
        long records,
        Map<AuditField, Long> lacking,
        Map<AuditField, Long> namedKindLacking,
        long engineChanges,
        long unattributedEngineChanges,
        long adminChanges,
        long adminChangesWithoutValues,
        long gaps) {
    public AuditSourceFact {
        lacking = Map.copyOf(lacking);
        namedKindLacking = Map.copyOf(namedKindLacking);
    }

    /// How many records lack this field.
    public long lacking(AuditField field) {
        return lacking.getOrDefault(field, 0L);
    }
}
