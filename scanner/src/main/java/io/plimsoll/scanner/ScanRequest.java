package io.plimsoll.scanner;

import io.plimsoll.scanner.archive.ImageStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What the scanner process is asked to read.
///
/// @param kind what the stream holds
/// @param names of which the image must bear one; empty if the archive must hold one image only
/// @param architecture of the platform that is taken where an image has several, as OCI writes it: `amd64`
/// @param takesLayers whether results of known layers come before the stream ([LayerFrames])
/// @param missesKnown whether the stream may leave those layers out
/// @param givesLayers whether the results of the others are to come before the inventory
/// @param tellsPlaces whether it follows on them where the archive holds its layers
/// @param listsFiles whether the inventory is to name every file
record ScanRequest(
        ImageStream.Kind kind,
        List<String> names,
        String architecture,
        boolean takesLayers,
        boolean missesKnown,
        boolean givesLayers,
        boolean tellsPlaces,
        boolean listsFiles) {
    static final String TAKE_LAYERS = "--take-layers";
    static final String MISS_KNOWN = "--miss-known";
    static final String GIVE_LAYERS = "--give-layers";
    static final String TELL_PLACES = "--tell-places";
    static final String LIST_FILES = "--files";
    private static final String USAGE = "usage: plimsoll-scanner --kind docker-archive|oci|rootfs|sbom [--name NAME]..."
            + " [--take-layers [--miss-known]] [--give-layers [--tell-places]] [--files] < STREAM > INVENTORY";

    ScanRequest {
        names = List.copyOf(names);
    }

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException with a message for the caller
    static ScanRequest parse(List<String> arguments) {
        ImageStream.Kind kind = null;
        List<String> names = new ArrayList<>();
        boolean takesLayers = false;
        boolean missesKnown = false;
        boolean givesLayers = false;
        boolean tellsPlaces = false;
        boolean listsFiles = false;
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--kind" -> kind = ImageStream.Kind.ofWord(value(words));
                case "--name" -> names.add(value(words));
                case TAKE_LAYERS -> takesLayers = true;
                case MISS_KNOWN -> missesKnown = true;
                case GIVE_LAYERS -> givesLayers = true;
                case TELL_PLACES -> tellsPlaces = true;
                case LIST_FILES -> listsFiles = true;
                default -> throw new IllegalArgumentException("'" + word + "' is unknown; " + USAGE);
            }
        }
        if (kind == null) {
            throw new IllegalArgumentException(USAGE);
        }
        if (listsFiles && (takesLayers || givesLayers)) {
            throw new IllegalArgumentException("results of layers do not hold the names of files; " + USAGE);
        }
        if (tellsPlaces && !givesLayers) {
            throw new IllegalArgumentException(TELL_PLACES + " goes with " + GIVE_LAYERS + "; " + USAGE);
        }
        return new ScanRequest(
                kind,
                names,
                architecture(System.getProperty("os.arch")),
                takesLayers,
                missesKnown,
                givesLayers,
                tellsPlaces,
                listsFiles);
    }

    private static String value(Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(USAGE);
        }
        return words.next();
    }

    private static String architecture(String java) {
        return switch (java) {
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
