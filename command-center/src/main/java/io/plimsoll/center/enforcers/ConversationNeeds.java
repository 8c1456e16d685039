package io.plimsoll.center.enforcers;

import io.plimsoll.center.audit.Checkpoints;
import io.plimsoll.center.containers.Containers;
import io.plimsoll.center.hosts.Hosts;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.keys.SigningKey;
import java.time.Clock;

/// What a conversation with an Enforcer works with.
record ConversationNeeds(
        Enforcers enforcers,
        Conversations conversations,
        EventIntake intake,
        Hosts hosts,
        Images images,
        Containers containers,
        Policies policies,
        Intelligence intelligence,
        Checkpoints checkpoints,
        SigningKey signing,
        Clock clock) {}
