package io.plimsoll.advisories.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
/// | [#KEEP] | n | the next n old records, with the places in them moved |
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
    private final Places advisories;
    private final Places sources;
    private final Places sameAdvisories;
    private final Places sameSources;
    private int runOf = END;
    private int run;

    DeltaMaking(Bundle before, Bundle after, OutputStream out) {
        this.before = before;
        this.after = after;
        this.out = out;
        this.advisories = new Places(before.advisoryCount());
        this.sources = Places.ofSources(before.sources(), after.sources());
        this.sameAdvisories = Places.same(after.advisoryCount());
        this.sameSources = Places.same(after.sources().size());
    }

    void make() throws IOException {
        try {
            Places.walk(before.advisoryTable(), after.advisoryTable(), this::advisory);
            end();
            Places.walk(before.packageTable(), after.packageTable(), this::advised);
            end();
            for (int i = 0; i < after.sideSections().size(); i++) {
                sideSection(i);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void advisory(int old, int now) {
        if (old >= 0 && now >= 0) {
            advisories.put(old, now);
            byte[] was = bytes(before.advisoryTable(), old);
            byte[] is = bytes(after.advisoryTable(), now);
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
            MovedStatements was = MovedStatements.of(before.packageTable(), old, advisories, sources);
            MovedStatements is = MovedStatements.of(after.packageTable(), now, sameAdvisories, sameSources);
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
    private void sideSection(int index) {
        MemorySegment is = after.sideSections().get(index);
        boolean isSame = index < before.sideSections().size()
                && before.sideSections().get(index).mismatch(is) < 0;
        put(
                isSame
                        ? new RecordWriter().number(KEEP)
                        : new RecordWriter().number(INSERT).block(is.toArray(ValueLayout.JAVA_BYTE)));
    }

    private void insertOrDrop(SortedTable table, int now) {
        if (now < 0) {
            oneMore(DROP);
        } else {
            put(new RecordWriter().number(INSERT).block(bytes(table, now)));
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

    private static byte[] bytes(SortedTable table, int index) {
        return table.record(index).toArray(ValueLayout.JAVA_BYTE);
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
