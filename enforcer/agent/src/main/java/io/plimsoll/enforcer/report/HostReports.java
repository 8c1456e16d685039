package io.plimsoll.enforcer.report;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.api.enforcer.v1.Port;
import io.plimsoll.enforcer.engine.ContainerFile;
import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.EngineState;
import io.plimsoll.enforcer.engine.EngineWatch;
import io.plimsoll.enforcer.gate.HeldGate;
import io.plimsoll.enforcer.gate.KernelGates;
import io.plimsoll.enforcer.images.ImageStanding;
import io.plimsoll.enforcer.images.Images;
import io.plimsoll.enforcer.link.Reports;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.engine.ContainerSummary;
import io.plimsoll.engine.EngineInfo;
import io.plimsoll.engine.NetworkSummary;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts the reports together from what the parts know at this moment.
public final class HostReports implements Reports {
    private final String hostName;
    private final EngineWatch engine;
    private final Images images;
    private final KernelGates gates;
    private final Capabilities capabilities;
    private final Supplier<InForce> policies;
    private final InstantSource clock;

    public HostReports(
            String hostName,
            EngineWatch engine,
            Images images,
            KernelGates gates,
            Capabilities capabilities,
            Supplier<InForce> policies,
            InstantSource clock) {
        this.hostName = hostName;
        this.engine = engine;
        this.images = images;
        this.gates = gates;
        this.capabilities = capabilities;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public List<Capability> capabilities() {
        return capabilities.all();
    }

    @Override
    public HostReport host() {
        HostReport.Builder report = HostReport.newBuilder()
                .setHostName(hostName)
                .setMachineId(firstLine(Path.of("/etc/machine-id")))
                .setKernelVersion(firstLine(Path.of("/proc/sys/kernel/osrelease")))
                .setArchitecture(System.getProperty("os.arch", ""))
                .setAtMillis(clock.millis())
                .addAllCapabilities(capabilities.all());
        engine.state().info().ifPresent(info -> engine(report, info));
        return report.build();
    }

    private static void engine(HostReport.Builder report, EngineInfo info) {
        report.setOperatingSystem(info.operatingSystem())
                .setArchitecture(info.architecture())
                .setEngineVersion(info.serverVersion())
                .setEngineId(info.id())
                .setEngineDataRoot(info.dataRoot());
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public ImagesReport images() {
        ImagesReport.Builder report = ImagesReport.newBuilder().setAtMillis(clock.millis());
        if (policies.get() instanceof InForce.Known(PolicySnapshot snapshot)) {
            images.standings(snapshot).forEach(s -> report.addImages(image(s)));
        }
        return report.build();
    }

    private static Image image(ImageStanding standing) {
        return Image.newBuilder()
                .setId(standing.image().id().toString())
                .addAllNames(standing.image().tags())
                .addAllDigests(standing.image().repositoryDigests())
                .setSize(standing.image().sizeBytes())
                .setCreatedSeconds(standing.image().created().getEpochSecond())
                .putAllLabels(standing.image().labels())
                .setScanState(standing.state().name().toLowerCase(Locale.ROOT))
                .setVerdict(verdict(standing))
                .setVerdictReason(reason(standing))
                .build();
    }

    private static String verdict(ImageStanding standing) {
        return standing.judgement() instanceof Judgement.Pending
                ? "undecided"
                : standing.judgement().word();
    }

    private static String reason(ImageStanding standing) {
        String reason = standing.judgement().deciding().map(v -> v.reason()).orElse("");
        return standing.state() == ScanState.FAILED ? reason + " (" + standing.failure() + ")" : reason;
    }

    @Override
    public Optional<ContainersReport> containers() {
        EngineState state = engine.state();
        return state.info().map(answered -> containers(state));
    }

    private ContainersReport containers(EngineState state) {
        ContainersReport.Builder report = ContainersReport.newBuilder().setAtMillis(clock.millis());
        Optional<EngineFiles> files = engine.files();
        state.networks().forEach(network -> report.addNetworks(network(network)));
        for (ContainerSummary container : state.containers()) {
            report.addContainers(container(container, files.flatMap(f -> f.container(container.id())))
                    .setNetworkOf(container.networkOwner(state.containers()).orElse("")));
        }
        return report.build();
    }

    private Container.Builder container(ContainerSummary container, Optional<ContainerFile> file) {
        Optional<HeldGate> gate = gates.of(container.id());
        return Container.newBuilder()
                .setId(container.id())
                .setName(container.names().stream().findFirst().orElse(""))
                .setImageId(container.imageId().toString())
                .setImageName(container.image())
                .setState(container.state())
                .setStatus(container.status())
                .setCreatedSeconds(container.created().getEpochSecond())
                .putAllLabels(container.labels())
                .setExecGate(gate.map(g -> g.mode().word()).orElse("none"))
                .setExecGateDetail(gate.map(HeldGate::missing).orElseGet(() -> whyNone(container)))
                .setPrivileged(file.map(ContainerFile::privileged).orElse(false))
                .setUser(file.map(ContainerFile::user).orElse(""))
                .addAllPorts(container.ports().stream().map(HostReports::port).toList())
                .setHostNetwork(container.network().equals("host"))
                .addAllNetworks(container.networks());
    }

    private static Network network(NetworkSummary network) {
        return Network.newBuilder()
                .setId(network.id())
                .setName(network.name())
                .setDriver(network.driver())
                .setInternal(network.isInternal())
                .addAllSubnets(network.subnets())
                .putAllLabels(network.labels())
                .build();
    }

    private static Port port(ContainerSummary.Port port) {
        return Port.newBuilder()
                .setAddress(port.address())
                .setPublished(port.published())
                .setPort(port.port())
                .setProtocol(port.protocol())
                .build();
    }

    private String whyNone(ContainerSummary container) {
        if (!container.state().equals("running")) {
            return "it does not run";
        }
        return gates.unavailable().orElse("no runtime policy is about it, or it could not be set");
    }
}
