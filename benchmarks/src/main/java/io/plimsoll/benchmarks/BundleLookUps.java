package io.plimsoll.benchmarks;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import java.nio.file.Path;
import java.util.List;

/// The program whose whole life is measured: opens a bundle and looks up packages that are spread over all of Maven's.
/// Arguments: bundle, public key. Prints how many milliseconds opening took.
final class BundleLookUps {
    static final int COUNT = 501;

    private static final int STRIDE = 7919;

    private BundleLookUps() {}

    public static void main(String[] arguments) {
        BundleTrust trust = BundleTrust.in(List.of(BundleKey.read(Path.of(arguments[1]))));
        long begin = System.nanoTime();
        try (Bundle bundle = Bundle.open(Path.of(arguments[0]), trust)) {
            System.out.println((System.nanoTime() - begin) / 1e6);
            List<String> names = bundle.namesIn("Maven");
            int found = 0;
            for (int i = 0; i < COUNT; i++) {
                found += bundle.statementsAbout(packageNumber(names, i)).size();
            }
            if (found < COUNT) {
                throw new IllegalStateException(
                        found + " statements about " + COUNT + " packages: something is missing");
            }
        }
    }

    static Bundle open(Path file, Path publicKey) {
        return Bundle.open(file, BundleTrust.in(List.of(BundleKey.read(publicKey))));
    }

    static AdvisedPackage packageNumber(List<String> names, int number) {
        return new AdvisedPackage("Maven", names.get((int) ((long) number * STRIDE % names.size())));
    }
}
