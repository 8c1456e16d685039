package io.plimsoll.enforcer;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.admission.AdmissionNeeds;
import io.plimsoll.enforcer.admission.AdmissionSocket;
import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.EngineProcess;
import io.plimsoll.enforcer.engine.EngineState;
import io.plimsoll.enforcer.engine.EngineWatch;
import io.plimsoll.enforcer.engine.OwnExports;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.FailureReport;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.gap.Absence;
import io.plimsoll.enforcer.gap.Leftovers;
import io.plimsoll.enforcer.gate.RunningContainers;
import io.plimsoll.enforcer.identity.Identity;
import io.plimsoll.enforcer.identity.IdentityFile;
import io.plimsoll.enforcer.images.Images;
import io.plimsoll.enforcer.images.LayerFolder;
import io.plimsoll.enforcer.images.ScanNeeds;
import io.plimsoll.enforcer.images.ScannerProcess;
import io.plimsoll.enforcer.keeper.KeeperCounters;
import io.plimsoll.enforcer.kernel.KernelFeatures;
import io.plimsoll.enforcer.link.CenterLink;
import io.plimsoll.enforcer.link.LinkNeeds;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.enforcer.policies.Policies;
import io.plimsoll.enforcer.report.Capabilities;
import io.plimsoll.enforcer.report.HostReports;
import io.plimsoll.enforcer.shim.ShimFailedException;
import io.plimsoll.enforcer.shim.ShimPlace;
import io.plimsoll.enforcer.spool.Spool;
import io.plimsoll.enforcer.spool.SpoolLimits;
import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineException;
import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.PolicySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All parts of the Enforcer, put together in the order in which they need each other: what is on the disk,
/// what holds the gates, what is known of the engine and its images, the talk with the Center, and last what
/// starts depend on.
final class Enforcer {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Options options;
    private final InstantSource clock = InstantSource.system();
    private final DataLock lock;
    private final Failures failures = new Failures();
    private final OwnExports ownExports = new OwnExports();
    private final Spool spool;
    private final FailureReport failureReport;
    private final Upkeep upkeep = new Upkeep(failures);
    private final Policies policies;
    private final Engine engine;
    private final EngineWatch engineWatch;
    private final GateStack gateStack;
    private final RunningContainers running;
    private final Images images;
    private final Capabilities capabilities = new Capabilities();
    private final CenterLink link;
    private final Absence absence;
    private final Leftovers leftovers;
    private final ShimPlace shim;
    private final ShimWatch shimWatch;
    private final AdmissionSocket admission;

    private Enforcer(Options options) {
        this.options = options;
        Path data = options.data();
        lock = DataLock.take(data);
        spool = Spool.open(data.resolve("spool"), SpoolLimits.USUAL, failures, clock);
        failureReport = new FailureReport(failures, spool, Main::complain);
        IdentityFile identityFile = new IdentityFile(data.resolve("identity.json"));
        Optional<Identity> identity = identityFile.read();
        policies = new Policies(data.resolve("policies"), identity.map(Identity::policyKey), spool, failures);
        engine = Engine.at(options.engine());
        engineWatch = new EngineWatch(engine, data, newestEngineEvent(), ownExports, spool, failures, clock);
        absence = new Absence(data, spool);
        leftovers = new Leftovers(options.runFolder(), data, spool, failures, source());
        gateStack = new GateStack(options, layerFolders(), host(), spool, failures, clock);
        running = new RunningContainers(gateStack.gates(), spool, failures);
        images = new Images(new ScanNeeds(
                data.resolve("inventories"),
                data.resolve("intelligence/bundle"),
                identity.flatMap(Identity::bundleKey),
                engine,
                () -> engineWatch.state().answers(),
                engineWatch::files,
                ownExports,
                new ScannerProcess(options.scanner()),
                new LayerFolder(data.resolve("layers"), options.scanner(), failures, clock),
                spool,
                failures,
                clock));
        link = new CenterLink(new LinkNeeds(
                data,
                identityFile,
                identity,
                options.enrolment(),
                hostName(),
                version(),
                spool,
                policies,
                images,
                new HostReports(
                        hostName(), engineWatch, images, gateStack.gates(), capabilities, policies::inForce, clock),
                spool,
                failures,
                Main::complain,
                clock));
        shim = new ShimPlace(
                options.shimInstaller(),
                options.shim(),
                options.runc().orElseGet(this::findRuntime),
                options.runFolder().resolve("enforcer.sock"));
        shimWatch = new ShimWatch(shim, this::host, capabilities, spool, failures);
        admission = AdmissionSocket.open(
                options.runFolder().resolve("enforcer.sock"),
                new AdmissionNeeds(
                        engineWatch::files,
                        policies::inForce,
                        images,
                        gateStack.gates(),
                        spool,
                        failures,
                        source(),
                        shim.knowsRecursiveOptions()));
    }

    /// Starts everything, and returns once the shim is in place and gates can be set.
    ///
    /// @throws CannotStartException with what the operator can do
    static Enforcer start(Options options) {
        try {
            WholeFile.folder(options.runFolder());
            Enforcer enforcer = new Enforcer(options);
            enforcer.tellWhatWasMissed();
            enforcer.connectParts();
            enforcer.alignGates();
            enforcer.releaseGatesOfEnded();
            enforcer.shim.install(enforcer.host());
            enforcer.startThreads();
            enforcer.awaitEngine();
            return enforcer;
        } catch (ShimFailedException | IllegalStateException | UncheckedIOException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStartException(
                    "--run-dir " + options.runFolder() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void tellWhatWasMissed() {
        absence.tell(clock.instant(), gateStack.newKeeperCounters(host()));
        leftovers.tell();
        spool.record(HostEvent.of(EventType.ENFORCER_STARTED, Subject.enforcer())
                .with("version", version())
                .with("policies", policies.version()));
    }

    private void connectParts() {
        policies.follow(snapshot -> upkeep.soon(() -> apply(snapshot)));
        engineWatch.follow(state -> upkeep.soon(() -> take(state)));
        engineWatch.hear(event -> {
            if (event.action().equals("die")) {
                gateStack.gates().releaseEnded();
            }
        });
        images.whenScanned(image -> {
            link.upload(image);
            link.changed();
        });
    }

    /// New policies are in force: everything that follows them is brought in line.
    private void apply(PolicySnapshot snapshot) {
        gateStack.follow(snapshot.host());
        shimWatch.putInPlace();
        alignGates();
        images.tellChangedVerdicts(snapshot);
        link.changed();
    }

    private void take(EngineState state) {
        if (state.answers()) {
            images.present(state.images());
            state.info().ifPresent(info -> capabilities.runtimes(info.runtimes()));
            trustRuntime();
            alignGates();
        }
        link.changed();
    }

    /// An engine in a mount namespace of its own has its runtime there too, and that must never wait for a gate.
    private void trustRuntime() {
        EngineProcess.listeningOn(options.engine())
                .filter(EngineProcess::hasOtherMounts)
                .ifPresent(p -> gateStack.gates().trustRuntime(p.pid()));
    }

    private void alignGates() {
        Optional<EngineFiles> files = engineWatch.files();
        if (files.isPresent() && policies.inForce() instanceof InForce.Known(PolicySnapshot snapshot)) {
            running.alignWith(snapshot, files.get());
        }
    }

    /// Gates that an Enforcer before us left, of containers that ended while nobody looked.
    private void releaseGatesOfEnded() {
        engineWatch.files().ifPresent(files -> {
            Set<String> keep = new HashSet<>(RunningContainers.ids(files));
            gateStack.gates().held().forEach(g -> keep.add(g.containerId()));
            gateStack.gates().releaseAllExcept(keep);
        });
    }

    /// An engine that answers is read once before anyone relies on us; one that does not is not waited for.
    private void awaitEngine() {
        Instant until = clock.instant().plus(MOMENT);
        try {
            while (!engineWatch.state().answers() && clock.instant().isBefore(until)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startThreads() {
        upkeep.every(Duration.ofSeconds(1), () -> absence.mark(clock.instant()));
        upkeep.every(Duration.ofSeconds(1), () -> failureReport.tell(clock.instant()));
        upkeep.every(Duration.ofSeconds(5), gateStack.gates()::releaseEnded);
        upkeep.every(Duration.ofSeconds(5), leftovers::tell);
        upkeep.every(Duration.ofSeconds(5), this::watchKeeper);
        upkeep.every(Duration.ofSeconds(60), shimWatch::look);
        upkeep.every(Duration.ofSeconds(60), this::tellChangedVerdicts);
        upkeep.soon(this::probe);
        upkeep.start();
        images.start();
        engineWatch.start();
        link.start();
        spool.record(HostEvent.of(EventType.HOST_PROTECTED, Subject.host()).with("runtime", shim.runc()));
    }

    private void probe() {
        capabilities.kernel(KernelFeatures.probe());
        capabilities.set("exec-gate", gateStack.gates().unavailable());
        capabilities.set("keeper", gateStack.keeperMissing());
        capabilities.supported("shim");
        link.changed();
    }

    private void watchKeeper() {
        KeeperCounters counters = gateStack.newKeeperCounters(host());
        if (counters.takeovers() > 0) {
            absence.tellSilence(clock.instant(), counters);
        }
    }

    private void tellChangedVerdicts() {
        if (policies.inForce() instanceof InForce.Known(PolicySnapshot snapshot)) {
            images.tellChangedVerdicts(snapshot);
        }
    }

    /// Gives the engine its own runtime back, lets the containers go, and ends in order.
    ///
    /// @return whether the engine is as it was
    boolean giveBack() {
        boolean restored = shimWatch.restore();
        upkeep.close();
        admission.close();
        gateStack.end();
        engineWatch.close();
        images.close();
        spool.record(HostEvent.of(EventType.ENFORCER_STOPPED, Subject.enforcer()));
        failureReport.tell(Instant.MAX);
        awaitDelivery();
        link.close();
        absence.markStopped(clock.instant());
        spool.close();
        return restored && lock.isHeld();
    }

    /// The last events go out if the Center is there; if not, they are on the disk.
    private void awaitDelivery() {
        Instant until = clock.instant().plus(MOMENT);
        try {
            while (link.isTalking()
                    && spool.acknowledged() < spool.durable()
                    && clock.instant().isBefore(until)) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HostPolicy host() {
        return policies.inForce().host();
    }

    private String source() {
        return "unix:" + options.engine();
    }

    private List<Path> layerFolders() {
        return engineWatch.files().stream().map(EngineFiles::layerFolder).toList();
    }

    private Path findRuntime() {
        try {
            var info = engine.info();
            return EngineProcess.listeningOn(options.engine())
                    .flatMap(p -> p.runtime(info))
                    .orElseThrow(() -> new CannotStartException("the engine at " + options.engine()
                            + " does not tell which file it runs as its runtime; name it with --runc"));
        } catch (EngineException e) {
            throw new CannotStartException(e.getMessage() + "; or name its runtime with --runc", e);
        }
    }

    private Instant newestEngineEvent() {
        Instant[] newest = {Instant.EPOCH};
        spool.forEachKept(event -> {
            Instant at = engineTime(event);
            newest[0] = at.isAfter(newest[0]) ? at : newest[0];
        });
        return newest[0];
    }

    private static Instant engineTime(Event event) {
        try {
            return Instant.parse(event.getDetailsOrDefault("engine-time", Instant.EPOCH.toString()));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String version() {
        String version = Enforcer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
