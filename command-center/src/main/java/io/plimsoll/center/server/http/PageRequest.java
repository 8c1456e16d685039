package io.plimsoll.center.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which part of a list is asked for.
///
/// @param after the place after which it begins; empty for the beginning
/// @param limit how many items at most
/// @param words that must all occur, lower-case; empty for no such wish
public record PageRequest(Optional<Cursor> after, int limit, List<String> words) {
    /// The beginning of a list of which nothing is left out.
    public static final PageRequest ALL = of(Optional.empty(), Optional.empty(), Optional.empty());

    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 500;
    private static final int LONGEST_QUERY = 200;

    /// Indexes of searched texts are made of three letters; shorter words are looked for in each row.
    private static final int SHORTEST_INDEXED = 3;

    private static final long EXACT_WITHOUT_INDEX = 1_000;

    public PageRequest {
        words = List.copyOf(words);
    }

    static PageRequest of(Optional<String> cursor, Optional<String> limit, Optional<String> query) {
        return new PageRequest(
                cursor.filter(c -> !c.isEmpty()).map(Cursor::decode),
                limit.map(PageRequest::limit).orElse(DEFAULT_LIMIT),
                query.map(PageRequest::words).orElse(List.of()));
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ProblemException.invalid("'limit' is from 1 to " + MOST + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /// The words of the parameter `query`: lower-case, in order, each to occur.
    public static List<String> words(String query) {
        if (query.length() > LONGEST_QUERY || query.indexOf('\0') >= 0) {
            throw ProblemException.invalid("'query' has at most " + LONGEST_QUERY + " characters");
        }
        return Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /// How far a list of a hundred thousand rows is counted: [Total#EXACT_UP_TO], and less where no index finds the
    /// words.
    public long exactUpTo() {
        boolean isIndexed = words.isEmpty() || words.stream().anyMatch(word -> word.length() >= SHORTEST_INDEXED);
        return isIndexed ? Total.EXACT_UP_TO : EXACT_WITHOUT_INDEX;
    }

    /// How many rows to read: one more than asked, to know whether the list goes on.
    public int rows() {
        return limit + 1;
    }
}
