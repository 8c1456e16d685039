package io.plimsoll.feeds.source;

import org.jspecify.annotations.Nullable;

/// Counts the records that could not be read, and keeps the first reason. A source in which too many are unreadable is
/// broken: what is left of it would pass for the whole.
public final class Skipped {
    private static final int TOLERATED = 3;
    private static final int TOLERATED_ONE_IN = 20;

    private int count;
    private int unreadable;
    private @Nullable String first;

    /// @param what the record, such as its file name
    public void add(String what, String why) {
        unreadable++;
        passOver(what, why);
    }

    /// Counts a record that can be read, and says nothing that can be held against an installed version. There may be
    /// any number of those.
    public void passOver(String what, String why) {
        count++;
        if (first == null) {
            first = OneLine.of(what + ": " + why);
        }
    }

    public int count() {
        return count;
    }

    /// Why the first one was skipped; null if none was.
    public @Nullable String first() {
        return first;
    }

    /// @throws UnreadableSourceException if all were skipped, or more than three and more than one in twenty
    public void checkTolerable(int records) {
        boolean isNothingLeft = unreadable > 0 && unreadable >= records;
        if (isNothingLeft || unreadable > Math.max(TOLERATED, records / TOLERATED_ONE_IN)) {
            throw new UnreadableSourceException(
                    unreadable + " of " + records + " records cannot be read, the first one: " + first);
        }
    }
}
