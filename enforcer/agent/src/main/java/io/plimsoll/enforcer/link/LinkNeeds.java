package io.plimsoll.enforcer.link;

import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.identity.EnrolmentString;
import io.plimsoll.enforcer.identity.Identity;
import io.plimsoll.enforcer.identity.IdentityFile;
import io.plimsoll.enforcer.images.Images;
import io.plimsoll.enforcer.policies.Policies;
import io.plimsoll.enforcer.spool.Spool;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// What the link to the Center is made of.
///
/// @param dataFolder for bundle and checkpoints
/// @param identity of this host; absent before the first enrolment
/// @param enrolment string, if one was given
/// @param hostName that the Center is told
/// @param operator takes one line
public record LinkNeeds(
        Path dataFolder,
        IdentityFile identityFile,
        Optional<Identity> identity,
        Optional<EnrolmentString> enrolment,
        String hostName,
        String version,
        Spool spool,
        Policies policies,
        Images images,
        Reports reports,
        Journal journal,
        Failures failures,
        Consumer<String> operator,
        InstantSource clock) {}
