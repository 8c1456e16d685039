package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.keys.Seal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a login needs besides the password: a code of an authenticator app, or one of ten codes on paper (PCI DSS 8.4).
/// Each code opens once.
final class SecondFactor {
    static final int RECOVERY_CODES = 10;

    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private final Database database;
    private final Sessions sessions;
    private final Seal seal;
    private final AuditTrail trail;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactor(Database database, Sessions sessions, Seal seal, AuditTrail trail, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.seal = seal;
        this.trail = trail;
        this.clock = clock;
    }

    /// What came of a code.
    enum Answer {
        /// The user has no second factor.
        NOT_SET,
        MISSING,
        WRONG,
        CODE,
        RECOVERY_CODE
    }

    /// How it stands with a user.
    ///
    /// @param since when it was switched on; empty if it is not
    /// @param required whether the user's role needs one
    record State(Optional<Instant> since, long recoveryCodesLeft, boolean required) {}

    /// A key that waits for its first code.
    ///
    /// @param key in base 32
    /// @param address of the form `otpauth://`, for a QR code
    record Begun(String key, String address) {
        @Override
        public String toString() {
            return "a new key of a second factor";
        }
    }

    /// Uses a code up.
    ///
    /// @param typed six digits or a recovery code; empty for none
    Answer answer(Transaction transaction, String user, String typed) {
        Optional<SecondFactorStore.Kept> kept = SecondFactorStore.find(transaction, user)
                .filter(found -> found.since().isPresent());
        String code = typed.replace(" ", "");
        if (kept.isEmpty()) {
            return Answer.NOT_SET;
        }
        if (code.isEmpty()) {
            return Answer.MISSING;
        }
        if (CODE.matcher(code).matches()) {
            return use(transaction, user, kept.get(), code) ? Answer.CODE : Answer.WRONG;
        }
        return SecondFactorStore.useRecoveryCode(transaction, user, RecoveryCode.kept(user, code))
                ? Answer.RECOVERY_CODE
                : Answer.WRONG;
    }

    private boolean use(Transaction transaction, String user, SecondFactorStore.Kept kept, String code) {
        OptionalLong step =
                Totp.fitting(seal.open(kept.sealedKey(), about(user)), code, clock.instant(), kept.lastStep());
        step.ifPresent(used -> SecondFactorStore.useStep(transaction, user, used));
        return step.isPresent();
    }

    private static String about(String user) {
        return "second factor of " + user;
    }

    State state(String user) {
        return database.write(transaction -> {
            User found = UserStore.find(transaction, user).orElseThrow();
            return new State(
                    SecondFactorStore.find(transaction, user).flatMap(SecondFactorStore.Kept::since),
                    SecondFactorStore.recoveryCodes(transaction, user),
                    SecondFactorStore.rolesThatNeedOne(transaction).contains(found.role()));
        });
    }

    /// Makes a key, in place of one that was never confirmed.
    Begun begin(Caller caller) {
        byte[] key = new byte[Totp.SECRET_BYTES];
        random.nextBytes(key);
        database.write(transaction -> {
            SecondFactorStore.find(transaction, caller.name())
                    .flatMap(SecondFactorStore.Kept::since)
                    .ifPresent(since -> {
                        throw new ProblemException(
                                409,
                                "second-factor-on",
                                "you have a second factor since " + since + "; switch it off first");
                    });
            SecondFactorStore.begin(transaction, caller.name(), seal.close(key, about(caller.name())));
            return key;
        });
        return new Begun(Totp.base32(key), Totp.address(key, caller.name()));
    }

    /// Switches it on with a first code, which proves that the app has the key. The caller's other sessions end: they
    /// were opened with a password alone.
    ///
    /// @return recovery codes, kept nowhere in this form
    List<String> confirm(Caller caller, String code) {
        List<String> codes = Stream.generate(() -> RecoveryCode.random(random))
                .limit(RECOVERY_CODES)
                .toList();
        database.write(transaction -> {
            SecondFactorStore.Kept kept = SecondFactorStore.find(transaction, caller.name())
                    .filter(found -> found.since().isEmpty())
                    .orElseThrow(() -> new ProblemException(
                            409, "second-factor-not-begun", "no key of yours waits for a first code; ask for one"));
            if (!use(transaction, caller.name(), kept, code.replace(" ", ""))) {
                throw new ProblemException(
                        400,
                        "second-factor-wrong",
                        "this is not the code of this key right now; is the clock of your device right?");
            }
            SecondFactorStore.confirm(
                    transaction,
                    caller.name(),
                    clock.instant(),
                    codes.stream()
                            .map(each -> RecoveryCode.kept(caller.name(), each))
                            .toList());
            sessions.endOthers(transaction, caller);
            return trail.append(transaction, changed(caller, caller.name(), "off", "on"));
        });
        return codes;
    }

    /// Whether there is one that may be switched off.
    void requireRemovable(String user) {
        State state = state(user);
        if (state.since().isEmpty()) {
            throw none("you have no second factor");
        }
        if (state.required()) {
            throw new ProblemException(
                    409, "second-factor-required", "your role needs a second factor; nobody of it switches it off");
        }
    }

    void switchOff(Caller caller) {
        database.write(transaction -> {
            SecondFactorStore.remove(transaction, caller.name());
            return trail.append(transaction, changed(caller, caller.name(), "on", "off"));
        });
    }

    /// For another user who lost both app and paper.
    void reset(Caller caller, String user) {
        if (caller.name().equals(user)) {
            throw new ProblemException(
                    409, "user-is-you", "switch your own second factor off with your password and a code");
        }
        database.write(transaction -> {
            if (UserStore.find(transaction, user).isEmpty()) {
                throw ProblemException.notFound("user-unknown", "there is no user '" + user + "'");
            }
            if (SecondFactorStore.find(transaction, user).isEmpty()) {
                throw none("the user '" + user + "' has no second factor");
            }
            SecondFactorStore.remove(transaction, user);
            return trail.append(transaction, changed(caller, user, "on", "off"));
        });
    }

    private static ProblemException none(String detail) {
        return ProblemException.notFound("second-factor-off", detail);
    }

    List<String> rolesThatNeedOne() {
        return database.read(SecondFactorStore::rolesThatNeedOne);
    }

    void setRolesThatNeedOne(Caller caller, SortedSet<String> roles) {
        database.write(transaction -> {
            roles.forEach(role -> Roles.given(transaction, role, "request-invalid"));
            List<String> before = SecondFactorStore.rolesThatNeedOne(transaction);
            SecondFactorStore.setRolesThatNeedOne(transaction, roles);
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.USER_SECOND_FACTOR_RULE_CHANGED, clock.instant())
                            .by(caller.name())
                            .from(caller.source())
                            .on("second-factor-rule", "second-factor-rule", "roles that need a second factor")
                            .detail("before", String.join(", ", before))
                            .detail("after", String.join(", ", roles)));
        });
    }

    private AuditEventBuilder changed(Caller caller, String user, String before, String after) {
        return AuditEvent.of(EventType.USER_SECOND_FACTOR_CHANGED, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("user", user, user)
                .detail("before", "second factor " + before)
                .detail("after", "second factor " + after);
    }
}
