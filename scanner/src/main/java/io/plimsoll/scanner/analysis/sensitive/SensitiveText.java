package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Leak;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Searches everything that people can read, SQLite databases, and files of keys, for leaks and card numbers,
/// from their first to their last byte. What a higher layer deletes is told as well: it can be read by whoever
/// has the image.
public final class SensitiveText implements FileAnalyser {
    private static final int MOST_LEAKS_OF_A_FILE = 100;
    private static final int MOST_SAMPLES = 3;

    /// How many bytes tell whether a file is a text.
    private static final int START = 512;

    private record CardsFound(
            FilePath file,
            String inside,
            CardIssuer issuer,
            boolean test,
            int count,
            List<String> samples,
            boolean deleted)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new CardsFound(other, inside, issuer, test, count, samples, deleted);
        }

        @Override
        public Evidence asDeleted() {
            return new CardsFound(file, inside, issuer, test, count, samples, true);
        }
    }

    private final Window window = new Window();
    private final Trials trials = new Trials();

    /// That of the last file: the next one often lies there as well.
    private TextFolder folder = TextFolder.of("");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return file.size() == 0 ? null : search(file, file.path(), "");
    }

    /// @param file as what it is judged
    /// @param found where it is told to be, with the path inside of it
    private @Nullable Sink search(LayerFile file, FilePath found, String inside) {
        Utf16 order = Utf16.of(file.start());
        if (KeyFile.isOne(file)) {
            TextFolder around = folder(file);
            return around.isManual() || (around.isLibrary() && around.hasExamples())
                    ? null
                    : FileAnalyser.inMemory(
                            file, KeyFile.LARGEST, (content, notes) -> keyFile(content, found, inside, notes));
        }
        TextKind kind = kind(order == null ? file : order.narrowed(file));
        if (kind == null) {
            return null;
        }
        Searching searching = new Searching(found, inside, kind);
        return order == null ? searching : order.narrowing(searching);
    }

    private @Nullable TextKind kind(LayerFile file) {
        return TextKind.of(file, folder(file));
    }

    private TextFolder folder(LayerFile file) {
        String path = file.path().bytes();
        if (!folder.holds(path)) {
            folder = TextFolder.around(path);
        }
        return folder;
    }

    private static void keyFile(FileBytes content, FilePath found, String inside, Notes notes) throws IOException {
        LeakSearch.Match key = KeyFile.read(content).orElse(null);
        if (key != null) {
            notes.found(LeakFound.of(found, inside, key, 0));
        }
    }

    /// Whether the entry of a Java archive is a text that credentials are put into: settings and keys. Documents count
    /// only where applications have theirs, for libraries have many.
    public static boolean wantsEntry(String name) {
        return TextKind.isSettingsOfArchive(name);
    }

    /// Searches an entry of an archive, which is all in memory, as a file of that name in the archive's folder.
    ///
    /// @param inside path inside the archive, `!/` in front
    public void searchEntry(FilePath archive, String inside, FileBytes content, Notes notes) throws IOException {
        FilePath named = FilePath.ofName(archive.bytes() + inside);
        byte[] bytes = content.toArray();
        String start = new String(bytes, 0, Math.min(bytes.length, START), StandardCharsets.ISO_8859_1);
        Sink searching =
                search(new LayerFile(named == null ? archive : named, bytes.length, 0, start), archive, inside);
        if (searching != null) {
            searching.write(bytes, 0, bytes.length);
            searching.finish(notes);
        }
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// All leaks of an image's files. Of a file that layers replaced without changing the leak, the highest one counts.
    public static List<Leak> leaks(MergedView view) {
        List<Leak> all = view.all(LeakFound.class)
                .map(LeakFound::leak)
                .sorted(Comparator.comparing(Leak::deleted)
                        .thenComparing(Leak::path)
                        .thenComparingInt(Leak::line)
                        .thenComparing(Leak::rule)
                        .thenComparing(Leak::excerpt))
                .toList();
        Set<List<String>> seen = new HashSet<>();
        all.stream()
                .filter(leak -> !leak.deleted())
                .forEach(leak -> seen.add(List.of(leak.path(), leak.fingerprint())));
        return all.stream()
                .filter(leak -> !leak.deleted() || seen.add(List.of(leak.path(), leak.fingerprint())))
                .sorted(Comparator.comparing(Leak::path).thenComparingInt(Leak::line))
                .toList();
    }

    /// All card numbers of an image's files.
    public static List<CardNumbers> cardNumbers(MergedView view) {
        List<CardNumbers> all = view.all(CardsFound.class)
                .map(placed -> new CardNumbers(
                        placed.evidence().file() + placed.evidence().inside(),
                        placed.layer(),
                        placed.evidence().issuer().word(),
                        placed.evidence().count(),
                        placed.evidence().samples(),
                        placed.evidence().test(),
                        placed.evidence().deleted()))
                .sorted(Comparator.comparing(CardNumbers::path)
                        .thenComparing(CardNumbers::issuer)
                        .thenComparing(CardNumbers::test)
                        .thenComparing(CardNumbers::deleted))
                .toList();
        Set<List<Object>> visible = new HashSet<>();
        all.stream().filter(cards -> !cards.deleted()).forEach(cards -> visible.add(content(cards)));
        return all.stream()
                .filter(cards -> !cards.deleted() || visible.add(content(cards)))
                .toList();
    }

    private static List<Object> content(CardNumbers cards) {
        return List.of(cards.path(), cards.issuer(), cards.test(), cards.count(), cards.samples());
    }

    /// A match in the window, and its place in the list of leaks.
    private record Placed(LeakSearch.Match match, int index) {}

    private record Cards(CardIssuer issuer, boolean test) {}

    /// One file as it streams by. Of what was searched, enough is kept to look back on.
    private final class Searching implements Sink {
        private final FilePath file;
        private final String inside;
        private final TextKind kind;
        private final CardSearch cards;
        private final Map<Cards, CardsFound> cardsFound = new LinkedHashMap<>();
        private final List<Placed> matches = new ArrayList<>();
        private final List<LeakFound> leaks = new ArrayList<>();
        private int searched;
        private boolean searchedAll = true;

        Searching(FilePath file, String inside, TextKind kind) {
            this.file = file;
            this.inside = inside;
            this.kind = kind;
            this.cards = new CardSearch(kind);
            window.clear();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int from = offset;
            while (from < offset + length) {
                int count = Math.min(window.free(), offset + length - from);
                window.append(bytes, from, count);
                from += count;
                if (window.free() == 0) {
                    search(window.length() - Window.AROUND);
                    drop(searched - Window.AROUND);
                }
            }
        }

        @Override
        public void finish(Notes notes) throws LimitReached {
            search(window.length());
            if (kind == TextKind.LOGINS) {
                CredentialFiles.search(window, file, this::leak);
            }
            if (!searchedAll) {
                notes.gaps()
                        .add(
                                "limit-leaks",
                                "too much of the file looks like the beginning of a credential; it was not searched to"
                                        + " its end",
                                file + inside);
            }
            for (LeakFound leak : leaks) {
                notes.found(leak);
            }
            for (CardsFound found : cardsFound.values()) {
                notes.found(found);
            }
        }

        private void search(int to) {
            trials.searched(to - searched);
            if (leaks.size() < MOST_LEAKS_OF_A_FILE) {
                searchedAll &= LeakSearch.search(window, searched, to, kind, trials, this::leak);
            }
            cards.search(window, searched, to, this::card);
            searched = to;
        }

        private void drop(int count) {
            window.drop(count);
            searched -= count;
            matches.clear();
        }

        /// Of matches in the same place the one that knows more counts: a token beats the setting that it stands in.
        private void leak(LeakSearch.Match match) {
            for (Placed placed : matches) {
                if (placed.match().overlaps(match)) {
                    if (placed.match().chosen() && !match.chosen()) {
                        matches.set(matches.indexOf(placed), new Placed(match, placed.index()));
                        leaks.set(placed.index(), found(match));
                    }
                    return;
                }
            }
            if (leaks.size() < MOST_LEAKS_OF_A_FILE) {
                matches.add(new Placed(match, leaks.size()));
                leaks.add(found(match));
            }
        }

        private LeakFound found(LeakSearch.Match match) {
            return LeakFound.of(file, inside, match, window.lineAt(match.secretStart()));
        }

        private void card(CardNumber card) {
            if (card.test() && kind == TextKind.LIBRARY) {
                return;
            }
            cardsFound.merge(
                    new Cards(card.issuer(), card.test()),
                    new CardsFound(file, inside, card.issuer(), card.test(), 1, List.of(card.masked()), false),
                    (all, one) -> new CardsFound(
                            file,
                            inside,
                            all.issuer(),
                            all.test(),
                            all.count() + 1,
                            samples(all.samples(), card),
                            false));
        }

        private static List<String> samples(List<String> some, CardNumber another) {
            if (some.size() == MOST_SAMPLES || some.contains(another.masked())) {
                return some;
            }
            List<String> more = new ArrayList<>(some);
            more.add(another.masked());
            return more;
        }
    }
}
