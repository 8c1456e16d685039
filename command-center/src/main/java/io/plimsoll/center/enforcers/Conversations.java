package io.plimsoll.center.enforcers;

import io.grpc.Status;
import io.plimsoll.center.audit.Checkpoints;
import io.plimsoll.center.images.ImageScanners;
import io.plimsoll.center.intelligence.BundleOffering;
import io.plimsoll.center.policies.SignedPolicies;
import io.plimsoll.model.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// All conversations that are going on in this process, one for each Enforcer.
final class Conversations implements ImageScanners {
    private final Map<UUID, Conversation> byEnforcer = new ConcurrentHashMap<>();
    private final Function<UUID, Optional<UUID>> hostOf;

    /// @param hostOf the host of an Enforcer
    Conversations(Function<UUID, Optional<UUID>> hostOf) {
        this.hostOf = hostOf;
    }

    /// An Enforcer has only one conversation: an older one is a dead connection, or someone with its key.
    void begin(Conversation conversation) {
        Conversation older = byEnforcer.put(conversation.enforcer(), conversation);
        if (older != null && older != conversation) {
            older.end(Status.ABORTED.withDescription("the Enforcer began another conversation"));
        }
    }

    void end(Conversation conversation) {
        byEnforcer.remove(conversation.enforcer(), conversation);
    }

    /// Ends the conversation of a revoked Enforcer at once.
    void revoked(UUID enforcer) {
        Optional.ofNullable(byEnforcer.get(enforcer))
                .ifPresent(c -> c.end(Status.PERMISSION_DENIED.withDescription("this Enforcer was revoked")));
    }

    /// Ends all: the Center stops. The Enforcers try again until one answers.
    void endAll() {
        byEnforcer.values().forEach(c -> c.end(Status.UNAVAILABLE.withDescription("the Center stops")));
    }

    void tellAll(SignedPolicies policies) {
        byEnforcer.values().forEach(conversation -> conversation.send(policies));
    }

    void tellAll(BundleOffering offering) {
        byEnforcer.values().forEach(conversation -> conversation.tell(offering));
    }

    void tellAll(Checkpoints.Kept checkpoint) {
        byEnforcer.values().forEach(conversation -> conversation.tell(checkpoint));
    }

    @Override
    public int scan(Digest image, List<UUID> hosts) {
        List<Conversation> holders = byEnforcer.values().stream()
                .filter(conversation -> hostOf.apply(conversation.enforcer())
                        .filter(hosts::contains)
                        .isPresent())
                .toList();
        holders.forEach(conversation -> conversation.scan(image));
        return holders.size();
    }
}
