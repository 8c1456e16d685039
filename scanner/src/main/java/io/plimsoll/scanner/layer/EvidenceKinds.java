package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every kind of evidence that a layer's result may hold. What is not listed here is never kept, and the layer is read
/// again each time; bytes name a kind by its place in this list alone, so no class is loaded because data says so.
final class EvidenceKinds {
    /// Below `io.plimsoll.scanner`. A new kind is one line; the order is free, since a cache belongs to one build.
    static final List<String> NAMES = List.of(
            "analysis.Apk$Entry",
            "analysis.Distributions$ReleaseFile",
            "analysis.Dpkg$Database",
            "analysis.Dpkg$FileList",
            "analysis.Executables$ExecutableFile",
            "analysis.FileListing",
            "analysis.PackageDatabases$Present",
            "analysis.PackageEvidence",
            "analysis.Python$Beside",
            "analysis.binary.CargoAuditable$Program",
            "analysis.binary.GoBuild$Program",
            "analysis.binary.ProgramVersions$Program",
            "analysis.java.JavaArchives$Library",
            "analysis.rpm.Rpm$Database",
            "analysis.rpm.Rpm$OpenLog",
            "analysis.rpm.RpmLog",
            "analysis.sensitive.LeakFound",
            "analysis.sensitive.RiskyFiles$Risky",
            "analysis.sensitive.SensitiveText$CardsFound");

    private static final String ROOT = "io.plimsoll.scanner.";
    private static final int LISTED = NAMES.size();

    private final List<@Nullable RecordForm> forms = new ArrayList<>();
    private final Map<Class<?>, Integer> places = new HashMap<>();

    EvidenceKinds() {
        for (int place = 0; place < LISTED; place++) {
            forms.add(null);
        }
    }

    /// Writes evidence with its kind.
    ///
    /// @throws MalformedInput if its kind is not listed, or holds something that cannot be kept
    void write(Evidence evidence, ResultBytes out) throws MalformedInput {
        int place = placeOf(evidence.getClass());
        out.number(place);
        form(place).write((Record) evidence, out);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws MalformedInput if the bytes are anything else
    Evidence read(ResultReading in) throws MalformedInput {
        return (Evidence) form(in.index(LISTED)).read(in);
    }

    private int placeOf(Class<?> kind) throws MalformedInput {
        Integer known = places.get(kind);
        if (known != null) {
            return known;
        }
        String name = kind.getName();
        int place = name.startsWith(ROOT) ? NAMES.indexOf(name.substring(ROOT.length())) : -1;
        if (place < 0) {
            throw new MalformedInput(name + " is not listed in EvidenceKinds");
        }
        places.put(kind, place);
        return place;
    }

    private RecordForm form(int place) {
        RecordForm form = forms.get(place);
        if (form == null) {
            form = new RecordForm(kind(NAMES.get(place)));
            forms.set(place, form);
        }
        return form;
    }

    static Class<? extends Record> kind(String name) {
        try {
            return Class.forName(ROOT + name).asSubclass(Record.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("EvidenceKinds lists '" + name + "', which does not exist", e);
        }
    }
}
