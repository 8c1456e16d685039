package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;

/// One thing that is wrong with a chain, and where.
public sealed interface ChainProblem {
    /// The content of a row, or its hash, is not what was sealed. When someone changed a row and made its hash
    /// fit, it is the row after it that no longer continues the chain.
    record Changed(long sequence, String detail) implements ChainProblem {}

    /// Rows are missing, both ends included.
    record Removed(long first, long last) implements ChainProblem {}

    /// Two rows stand in each other's place.
    record Swapped(long first, long second) implements ChainProblem {}

    /// A row was given again, or after rows that follow it.
    record OutOfPlace(long sequence, long after) implements ChainProblem {}

    /// The chain ends before a checkpoint that was signed for it.
    record CutOff(long last, long signedUpTo, String place) implements ChainProblem {}

    /// The chain fits in itself but is not the one that was signed: it was rebuilt, or a copy of it went another way,
    /// somewhere after the last checkpoint that agrees.
    ///
    /// @param agreesUpTo sequence of the last checkpoint before it that agrees, 0 for none
    record Rebuilt(long agreesUpTo, long sequence, String place) implements ChainProblem {}

    /// Two checkpoints, both signed, name different heads for the same sequence: someone was shown another chain.
    record Forked(long sequence, String place, String otherPlace) implements ChainProblem {}

    /// A file with old rows that is not the one whose digest the trail states.
    record AnotherFile(String place, Digest stated, Digest found) implements ChainProblem {}

    /// A checkpoint that the key did not sign.
    record BadSignature(String place) implements ChainProblem {}

    /// One sentence for the operator.
    default String sentence() {
        return switch (this) {
            case Changed p -> "row " + p.sequence + " was changed: " + p.detail;
            case Removed p ->
                p.first == p.last
                        ? "row " + p.first + " is missing"
                        : "rows " + p.first + " to " + p.last + " are missing";
            case Swapped p -> "rows " + p.first + " and " + p.second + " were swapped";
            case OutOfPlace p -> "row " + p.sequence + " stands after row " + p.after;
            case CutOff p ->
                "the trail ends at row " + p.last + ", but row " + p.signedUpTo + " was signed (" + p.place
                        + "): the tail was cut off";
            case Rebuilt p ->
                "row " + p.sequence + " is not the one that was signed (" + p.place
                        + "): the trail was rebuilt somewhere after row " + p.agreesUpTo;
            case Forked p ->
                "row " + p.sequence + " was signed twice with different content (" + p.place + ", " + p.otherPlace
                        + "): the trail was forked";
            case AnotherFile p ->
                "the archive " + p.place + " has the digest " + p.found + ", but the trail states " + p.stated
                        + ": it is not the file that was sealed";
            case BadSignature p -> "the checkpoint of " + p.place + " was not signed by the key of this Center";
        };
    }
}
