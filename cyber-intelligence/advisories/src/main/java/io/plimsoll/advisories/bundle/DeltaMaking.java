package io.plimsoll.advisories.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says how the tables of one bundle become those of another: records in their order, first the advisories, then the
/// packages. Numbers, texts and lists are written as in a bundle.
///
/// | operation | then | means |
/// |---|---|---|
/// | [#KEEP] | n | the next n old records, with the places of sources in them moved |
/// | [#DROP] | n | the next n old records are gone |
/// | [#INSERT] | record | a new record, as it lies in the new bundle |
/// | [#EDIT] | | the next old record, changed |
/// | [#END] | | the table is complete |
///
/// Each section behind the tables follows as [#KEEP], if it is the old one, or as [#INSERT] and its bytes.
///
/// An advisory is edited by what its old and new bytes have in common at the start and at the end, and what is new
/// between them. A package is edited by its statements: their number, then runs of old ones (first, number) and of new
/// ones (zero, number, bytes of all). The first old one is counted from one.
final class DeltaMaking {
    static final int END = 0;
    static final int KEEP = 1;
    static final int DROP = 2;
    static final int INSERT = 3;
    static final int EDIT = 4;

    private final Bundle before;
    private final Bundle after;
    private final OutputStream out;
    private final Places sources;
    private final Places sameSources;
    private int runOf = END;
    private int run;

    DeltaMaking(Bundle before, Bundle after, OutputStream out) {
        this.before = before;
        this.after = after;
        this.out = out;
        this.sources = Places.of(before.sources(), after.sources());
        this.sameSources = Places.same(after.sources().size());
    }

    void make() throws IOException {
        try {
            Places.walk(before.advisoryTable(), after.advisoryTable(), this::advisory);
            end();
            Places.walk(before.packageTable(), after.packageTable(), this::advised);
            end();
            for (int section = BundleHeader.TABLES; section < BundleHeader.SECTIONS; section++) {
                sideSection(section);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void advisory(int old, int now) {
        if (old >= 0 && now >= 0) {
            byte[] was = before.advisoryTable().record(old);
            byte[] is = after.advisoryTable().record(now);
            if (Arrays.equals(was, is)) {
                oneMore(KEEP);
            } else {
                put(edited(was, is));
            }
        } else {
            insertOrDrop(after.advisoryTable(), now);
        }
    }

    private void advised(int old, int now) {
        if (old >= 0 && now >= 0) {
            MovedStatements was = MovedStatements.of(before.packageTable(), old, sources);
            MovedStatements is = MovedStatements.of(after.packageTable(), now, sameSources);
            if (was.equals(is)) {
                oneMore(KEEP);
            } else {
                put(edited(was.statements(), is.statements()));
            }
        } else {
            insertOrDrop(after.packageTable(), now);
        }
    }

    /// These are small, so one that changed is given whole.
    private void sideSection(int section) {
        byte[] is = after.section(section);
        put(
                Arrays.equals(before.section(section), is)
                        ? new RecordWriter().number(KEEP)
                        : new RecordWriter().number(INSERT).block(is));
    }

    private void insertOrDrop(SortedTable table, int now) {
        if (now < 0) {
            oneMore(DROP);
        } else {
            put(new RecordWriter().number(INSERT).block(table.record(now)));
        }
    }

    private static RecordWriter edited(byte[] was, byte[] is) {
        int most = Math.min(was.length, is.length);
        int start = Arrays.mismatch(was, is);
        start = start < 0 ? most : start;
        int end = 0;
        while (end < most - start && was[was.length - 1 - end] == is[is.length - 1 - end]) {
            end++;
        }
        byte[] between = Arrays.copyOfRange(is, start, is.length - end);
        return new RecordWriter().number(EDIT).number(start).number(end).block(between);
    }

    private static RecordWriter edited(List<ByteBuffer> was, List<ByteBuffer> is) {
        Map<ByteBuffer, Integer> places = new HashMap<>();
        for (int i = was.size() - 1; i >= 0; i--) {
            places.put(was.get(i), i);
        }
        RecordWriter writer = new RecordWriter().number(EDIT).number(is.size());
        int at = 0;
        while (at < is.size()) {
            Integer first = places.get(is.get(at));
            if (first == null) {
                List<ByteBuffer> news = new ArrayList<>();
                while (at < is.size() && !places.containsKey(is.get(at))) {
                    news.add(is.get(at++));
                }
                writer.number(0).number(news.size());
                news.forEach(writer::block);
            } else {
                int length = 1;
                while (at + length < is.size()
                        && first + length < was.size()
                        && is.get(at + length).equals(was.get(first + length))) {
                    length++;
                }
                writer.number(first + 1L).number(length);
                at += length;
            }
        }
        return writer;
    }

    private void oneMore(int operation) {
        if (runOf != operation) {
            endRun();
            runOf = operation;
        }
        run++;
    }

    private void endRun() {
        if (run > 0) {
            write(new RecordWriter().number(runOf).number(run));
        }
        run = 0;
    }

    private void put(RecordWriter operation) {
        endRun();
        write(operation);
    }

    private void end() {
        put(new RecordWriter().number(END));
    }

    private void write(RecordWriter operation) {
        try {
            out.write(operation.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
