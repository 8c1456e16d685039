package io.plimsoll.center.access;

import io.plimsoll.center.server.http.ProblemException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rules for passwords (PCI DSS 8.3.6: 12 characters, letters and digits), and their hashes (Argon2id). Hashing costs
/// much on purpose; so that a flood of logins cannot take the machine, only two run at a time.
final class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 1000;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";

    private final Semaphore turns = new Semaphore(2, true);
    private @Nullable String nobodysHash;

    /// What is wrong with a new password, in words for its owner.
    static Optional<String> weakness(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of(
                    "a password has " + SHORTEST + " to " + LONGEST + " characters, not " + password.length());
        }
        boolean letters = password.chars().anyMatch(Character::isLetter);
        boolean digits = password.chars().anyMatch(Character::isDigit);
        return letters && digits ? Optional.empty() : Optional.of("a password holds letters and digits");
    }

    /// A random password that is easy to copy by hand: four groups of letters and digits, 95 bits.
    static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (String group : List.of("", "-", "-", "-")) {
            password.append(group);
            for (int i = 0; i < 4; i++) {
                password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            password.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return password.toString();
    }

    String hash(String password) {
        return inTurn(() -> Argon2.hash(password));
    }

    /// Whether the password belongs to the hash. Takes the same time when there is no such user.
    boolean fits(String password, Optional<String> hash) {
        return inTurn(() -> Argon2.fits(password, hash.orElseGet(this::nobodysHash))) && hash.isPresent();
    }

    private synchronized String nobodysHash() {
        String made = nobodysHash;
        if (made == null) {
            made = Argon2.hash(random());
            nobodysHash = made;
        }
        return made;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(10, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(503, "busy", "too many logins at once; try again in a moment");
    }
}
