package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;

import io.plimsoll.model.Inventory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What section 4 of the CIS Docker Benchmark asks of an image and nothing inside of it can show. It is told of every
/// image, so that nobody takes silence for a pass; that a scan does not know it is no gap of this scan.
enum NotDecidable {
    /// Signatures lie beside an image in its registry, and say something only to who knows whose key is to be trusted.
    SIGNATURE(
            "4.5",
            "the image's signature is verified",
            "a signature lies beside the image and needs a key that is trusted; nothing here verifies signatures"),

    /// History tells what a step ran, not whether what it fetched was compared with a signature.
    ARTEFACTS(
            "4.12",
            "signed artefacts are checked before they are used",
            "an image does not show what its build checked; steps that skip a check are what unverified-packages (4.11)"
                    + " is about");

    private final String id;
    private final String what;
    private final String why;

    NotDecidable(String id, String what, String why) {
        this.id = id;
        this.what = what;
        this.why = why;
    }

    /// All of them for an image, nothing for a folder or a bill of materials.
    static List<Map<String, Object>> in(Inventory inventory) {
        return inventory.layers().isEmpty()
                ? List.of()
                : Arrays.stream(values())
                        .map(one ->
                                object("benchmark", "CIS Docker 1.8.0", "id", one.id, "what", one.what, "why", one.why))
                        .toList();
    }
}
