package io.plimsoll.center.images;

import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Images that somebody wants the same done to.
public record ImageSelection(Set<Digest> ids) {
    /// As many at once.
    public static final int MOST = 200;

    /// What could not be done to one of them.
    ///
    /// @param code stable word for programs
    /// @param detail for people
    public record Failure(String id, String code, String detail) {}

    /// What came of it: some of it may be done and some not.
    ///
    /// @param done how many images
    public record Outcome(int done, List<Failure> failed) {
        public Outcome {
            failed = List.copyOf(failed);
        }
    }

    /// Reads ids that came over HTTP; the same one twice is one.
    public static ImageSelection of(@Nullable List<@Nullable String> ids) {
        if (ids == null || ids.isEmpty() || ids.size() > MOST) {
            throw ProblemException.invalid(
                    "'images' names 1 to " + MOST + " images by their ids, not " + (ids == null ? 0 : ids.size()));
        }
        Set<Digest> digests = new LinkedHashSet<>();
        for (String id : ids) {
            digests.add(id(id == null ? "" : id));
        }
        return new ImageSelection(digests);
    }

    /// Reads one id.
    public static Digest id(String text) {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("an image id is 'sha256:' and 64 digits: " + e.getMessage());
        }
    }

    /// Does it to each of them; what one of them refuses keeps no other one from it.
    ///
    /// @param action throws a [ProblemException] before it changes anything, if it cannot be done
    public Outcome each(Consumer<Digest> action) {
        List<Failure> failed = new ArrayList<>();
        for (Digest id : ids) {
            try {
                action.accept(id);
            } catch (ProblemException e) {
                failed.add(new Failure(id.toString(), e.code(), String.valueOf(e.getMessage())));
            }
        }
        return new Outcome(ids.size() - failed.size(), failed);
    }
}
