package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Ssvc;
import io.plimsoll.model.Ssvc.Exploitation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the small tables beside advisories and packages lie in the file.
final class SideTables {
    /// Places in this list are part of the format: add at the end only.
    private static final List<Exploitation> EXPLOITATIONS =
            List.of(Exploitation.NONE, Exploitation.POC, Exploitation.ACTIVE);

    private static final int AUTOMATABLE = 1;
    private static final int TOTAL_IMPACT = 2;

    private SideTables() {}

    /// A byte per advisory, in their order: zero where nothing is known.
    static byte[] writeDecisions(List<String> advisories, Map<String, Ssvc> decisions) {
        byte[] bytes = new byte[advisories.size()];
        for (int i = 0; i < bytes.length; i++) {
            Ssvc decision = decisions.get(advisories.get(i));
            bytes[i] = (byte) (decision == null ? 0 : 1 + number(decision));
        }
        return bytes;
    }

    private static int number(Ssvc decision) {
        return EXPLOITATIONS.indexOf(decision.exploitation()) * 4
                + (decision.automatable() ? AUTOMATABLE : 0)
                + (decision.totalImpact() ? TOTAL_IMPACT : 0);
    }

    /// @param decisions at their beginning
    static Optional<Ssvc> readDecision(RecordReader decisions, int advisory) {
        decisions.skip(advisory);
        int number = decisions.octet() - 1;
        if (number < 0) {
            return Optional.empty();
        }
        if (number / 4 >= EXPLOITATIONS.size()) {
            throw RecordReader.malformed("a decision is " + number);
        }
        return Optional.of(
                new Ssvc(EXPLOITATIONS.get(number / 4), (number & AUTOMATABLE) != 0, (number & TOTAL_IMPACT) != 0));
    }

    /// Names of releases among ecosystems, and the day (since 1970) on which their life ends.
    static byte[] writeEndsOfLife(SortedMap<String, LocalDate> endsOfLife) {
        return new RecordWriter()
                .list(
                        endsOfLife.entrySet(),
                        (writer, end) -> writer.text(end.getKey())
                                .number(Math.max(end.getValue().toEpochDay(), 0)))
                .toBytes();
    }

    /// @param section empty if there is none
    static SortedMap<String, LocalDate> readEndsOfLife(byte[] section) {
        SortedMap<String, LocalDate> endsOfLife = new TreeMap<>();
        if (section.length == 0) {
            return endsOfLife;
        }
        new RecordReader(section)
                .list(reader -> Map.entry(reader.text(), LocalDate.ofEpochDay(reader.index(Integer.MAX_VALUE))))
                .forEach(end -> endsOfLife.put(end.getKey(), end.getValue()));
        return endsOfLife;
    }
}
