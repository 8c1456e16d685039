package io.plimsoll.enforcer.images;

import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.OwnExports;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.engine.Engine;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What scanning and judging images is made of.
///
/// @param folder for inventories and facts
/// @param bundle file of the intelligence bundle
/// @param bundleKey that signs bundles; absent before the first enrolment
/// @param engine that hands out images
/// @param engineAnswers whether it does right now
/// @param files of the engine; absent until it has been seen for the first time
/// @param layers what scans found in layers
public record ScanNeeds(
        Path folder,
        Path bundle,
        Optional<PublicKey> bundleKey,
        Engine engine,
        BooleanSupplier engineAnswers,
        Supplier<Optional<EngineFiles>> files,
        OwnExports ownExports,
        ImageScanner scanner,
        LayerFolder layers,
        Journal journal,
        Failures failures,
        InstantSource clock) {}
