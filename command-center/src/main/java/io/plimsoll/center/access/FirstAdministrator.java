package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.GuardedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Makes the user `admin` when there is no user at all: with the password that the operator chose, or with a random one
/// that stands in a file of mode 0600 until it is changed.
final class FirstAdministrator {
    static final String NAME = "admin";

    private final Database database;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Clock clock;
    private final Path passwordFile;

    FirstAdministrator(Database database, Passwords passwords, AuditTrail trail, Clock clock, Path passwordFile) {
        this.database = database;
        this.passwords = passwords;
        this.trail = trail;
        this.clock = clock;
        this.passwordFile = passwordFile;
    }

    /// @param chosen password of the operator
    /// @throws IllegalArgumentException if that password is too weak
    void make(Optional<String> chosen) {
        chosen.flatMap(Passwords::weakness).ifPresent(weakness -> {
            throw new IllegalArgumentException("PLIMSOLL_ADMIN_PASSWORD is too weak: " + weakness);
        });
        if (!database.read(UserStore::isEmpty)) {
            return;
        }
        String password = chosen.orElseGet(Passwords::random);
        if (chosen.isEmpty()) {
            GuardedFile.writeSecret(passwordFile, (password + "\n").getBytes(StandardCharsets.UTF_8));
        }
        User admin =
                new User(NAME, Role.ADMINISTRATOR.name(), clock.instant(), Optional.empty(), chosen.isEmpty(), false);
        String hash = passwords.hash(password);
        database.write(transaction -> UserStore.insert(transaction, admin, hash)
                && !trail.append(
                                transaction,
                                java.util.List.of(AuditEvent.of(EventType.USER_CREATED, clock.instant())
                                        .by("system:center")
                                        .from("start of the server")
                                        .on("user", NAME, NAME)
                                        .detail("before", "")
                                        .detail("after", "role " + Role.ADMINISTRATOR.name())))
                        .isEmpty());
    }

    /// The one-time password has done its work.
    void passwordChanged(String user) {
        if (user.equals(NAME)) {
            try {
                Files.deleteIfExists(passwordFile);
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + passwordFile + " cannot be removed", e);
            }
        }
    }
}
