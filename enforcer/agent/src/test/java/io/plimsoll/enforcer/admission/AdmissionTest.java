package io.plimsoll.enforcer.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.fakes.EngineFolder;
import io.plimsoll.enforcer.fakes.KnownImages;
import io.plimsoll.enforcer.fakes.ListGates;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.enforcer.gate.GateResult;
import io.plimsoll.enforcer.images.ImageVerdicts;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import io.plimsoll.policy.SnapshotDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
    private static final Digest WEB = EngineFolder.digest("web");
    private static final Digest STEP = EngineFolder.digest("step");
    private static final String ID = EngineFolder.id("container");
    private static final Path SHIM = Path.of("/usr/sbin/runc");
    private static final String ENFORCE_SCANNED = """
            kind: AssurancePolicy
            name: production
            mode: enforce
            checks: {unscanned: refuse}
            """;
    private static final String ENFORCE_RUNTIME = """
            kind: RuntimePolicy
            name: no-drift
            mode: enforce
            exec-mounts: [/plugins]
            """;

    @TempDir
    Path folder;

    private EngineFolder engine;
    private final KnownImages images = new KnownImages();
    private final ListGates gates = new ListGates();
    private final ListJournal journal = new ListJournal();
    private final Failures failures = new Failures();
    private InForce inForce = new InForce.Known(PolicySnapshot.defaults());
    private boolean engineSeen = true;

    @BeforeEach
    void engineWithOneContainer() {
        engine = new EngineFolder(folder);
        engine.image(WEB, List.of(EngineFolder.digest("l1"), EngineFolder.digest("l2")));
        engine.tag("shop/web:1", WEB);
        engine.container(ID, WEB, "shop/web:1");
    }

    private void policies(String... documents) {
        List<Policy> policies =
                Arrays.stream(documents).map(PolicyDocument::parse).toList();
        inForce = new InForce.Known(SnapshotDocument.of(1, policies));
    }

    private Doorkeeper doorkeeper() {
        return new AdmissionNeeds(
                        () -> engineSeen ? Optional.of(engine.files()) : Optional.empty(),
                        () -> inForce,
                        images,
                        gates,
                        journal,
                        failures,
                        "unix:/run/docker.sock",
                        true)
                .doorkeeper();
    }

    private Question question(Question.Command command, String id, Path root) {
        String json = "{\"root\":{\"path\":\"" + root
                + "\"},\"mounts\":[{\"destination\":\"/plugins\",\"options\":[\"rbind\"]},"
                + "{\"destination\":\"/data\",\"options\":[\"rbind\"]}]}";
        return new Question(
                command,
                id,
                Path.of("/run/containerd/moby/" + id),
                ProcessHandle.current().pid(),
                SHIM,
                RuntimeConfiguration.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private Doorkeeper.Decision create() {
        return doorkeeper().decide(question(Question.Command.CREATE, ID, engine.rootOf(ID)));
    }

    private static String line(Answer answer) {
        return assertThat(answer).asInstanceOf(type(Answer.Deny.class)).actual().line();
    }

    private static Answer.Allow allow(Answer answer) {
        return assertThat(answer).asInstanceOf(type(Answer.Allow.class)).actual();
    }

    @Test
    void admitsEverythingWithoutPolicies() {
        policies();
        assertThat(allow(create().answer())).isEqualTo(Answer.Allow.plainly());
        assertThat(journal.only().type()).isEqualTo(EventType.CONTAINER_START);
        assertThat(gates.orders()).isEmpty();
    }

    @Test
    void refusesAnUnscannedImageInOneLine() {
        policies(ENFORCE_SCANNED);
        assertThat(line(create().answer()))
                .isEqualTo(
                        "Plimsoll: refused by policy \"production\", rule unscanned: image shop/web:1 has not been scanned");
        HostEvent event = journal.only();
        assertThat(event.type()).isEqualTo(EventType.CONTAINER_START_REFUSED);
        assertThat(event.succeeded()).isFalse();
        assertThat(event.actor()).isEqualTo("unknown (engine API)");
        assertThat(event.source()).isEqualTo("unix:/run/docker.sock");
        assertThat(event.subject().id()).isEqualTo(ID);
        assertThat(event.subject().name()).isEqualTo("web");
        assertThat(event.imageId()).isEqualTo(WEB.toString());
        assertThat(event.imageName()).isEqualTo("shop/web:1");
        assertThat(event.policy()).isEqualTo("production");
        assertThat(event.rule()).isEqualTo("unscanned");
    }

    @Test
    void judgesByTheNameOfCreationEvenWhenTheTagPointsElsewhere() {
        policies(ENFORCE_SCANNED.replace("checks", "scope: {images: ['shop/*']}\nchecks"));
        engine.tag("other/name:1", EngineFolder.digest("other"));
        assertThat(line(create().answer())).contains("production");
        engine.container(ID, WEB, WEB.toString());
        assertThat(create().answer()).isInstanceOf(Answer.Allow.class);
        engine.tag("shop/sneaky:1", WEB);
        assertThat(line(create().answer())).contains("production");
    }

    @Test
    void auditAdmitsAndRecordsWhatItWouldHaveRefused() {
        policies(ENFORCE_SCANNED.replace("enforce", "audit"));
        assertThat(create().answer()).isInstanceOf(Answer.Allow.class);
        assertThat(journal.only().type()).isEqualTo(EventType.CONTAINER_START_WOULD_REFUSE);
        assertThat(journal.only().rule()).isEqualTo("unscanned");
        assertThat(journal.only().succeeded()).isTrue();
    }

    @Test
    void waitsForTheScan() {
        policies(ENFORCE_SCANNED);
        images.is(WEB, ScanState.SCANNING);
        images.becomes(WEB, ScanState.SCANNED);
        assertThat(create().answer()).isInstanceOf(Answer.Allow.class);
    }

    @Test
    void refusesWhenTheScanTakesTooLong() {
        policies(ENFORCE_SCANNED);
        images.is(WEB, ScanState.SCANNING);
        assertThat(line(create().answer())).contains("rule unscanned: image shop/web:1: scan in progress");
        images.waitsEndAs(ImageVerdicts.Waited.ENGINE_STARTING);
        assertThat(line(create().answer())).contains("scan in progress, the engine is starting");
    }

    @Test
    void takesTheContainerOfAnotherRootForUnknown() {
        policies(ENFORCE_SCANNED);
        images.is(WEB, ScanState.SCANNED);
        assertThat(create().answer()).isInstanceOf(Answer.Allow.class);
        Answer answer = doorkeeper()
                .decide(question(Question.Command.CREATE, ID, Path.of("/tmp/other/rootfs")))
                .answer();
        assertThat(line(answer)).contains("the image has not been scanned");
        assertThat(failures.count(Failure.IMAGE_NOT_IDENTIFIED)).isEqualTo(1);
        assertThat(journal.events().getLast().details().get("note")).contains("is not the one of container");
    }

    @Test
    void takesContainersOfOtherRuntimesForUnscanned() {
        policies(ENFORCE_SCANNED);
        Answer answer = doorkeeper()
                .decide(question(Question.Command.CREATE, "podman-1", Path.of("/r")))
                .answer();
        assertThat(line(answer)).contains("rule unscanned");
    }

    @Test
    void takesEverythingForUnscannedBeforeTheEngineWasSeen() {
        policies(ENFORCE_SCANNED);
        engineSeen = false;
        assertThat(line(create().answer())).contains("rule unscanned");
    }

    @Test
    void refusesEverythingWhenThePoliciesCannotBeRead() {
        inForce = new InForce.Unreadable("bad signature");
        assertThat(line(create().answer())).contains("start refused", "bad signature", "plimsoll rescue");
        assertThat(journal.only().type()).isEqualTo(EventType.CONTAINER_START_REFUSED);
    }

    @Test
    void setsTheGateBeforeTheFirstInstruction() {
        policies(ENFORCE_RUNTIME);
        Doorkeeper.Decision decision = create();
        Answer.Allow allow = allow(decision.answer());
        assertThat(allow.attach()).isTrue();
        var mounts = allow.configuration().orElseThrow().mounts();
        assertThat(mounts.get(0).options()).containsExactly("rbind");
        assertThat(mounts.get(1).options()).contains("noexec", "rnoexec");
        assertThat(journal.events()).isEmpty();

        assertThat(decision.created(4711)).isInstanceOf(Answer.Allow.class);
        var order = gates.orders().getFirst();
        assertThat(order.pid()).isEqualTo(4711);
        assertThat(order.root()).isNull();
        assertThat(order.execMounts()).containsExactly("/plugins");
        assertThat(journal.only().type()).isEqualTo(EventType.CONTAINER_START);
        assertThat(journal.only().details()).containsEntry("gate", "enforce");
    }

    @Test
    void changesNoMountsInAudit() {
        policies(ENFORCE_RUNTIME.replace("enforce", "audit"));
        Answer.Allow allow = allow(create().answer());
        assertThat(allow.attach()).isTrue();
        assertThat(allow.configuration()).isEmpty();
    }

    @Test
    void refusesToStartWithoutItsGate() {
        policies(ENFORCE_RUNTIME);
        gates.answer(new GateResult.NotInPlace("no fanotify"));
        assertThat(line(create().created(4711)))
                .isEqualTo(
                        "Plimsoll: refused by policy \"no-drift\", rule exec-gate: exec gate could not be set: no fanotify");
        assertThat(journal.types()).containsExactly(EventType.CONTAINER_GATE_FAILED, EventType.CONTAINER_START_REFUSED);
    }

    @Test
    void startsWithoutItsGateInAuditAndSaysSo() {
        policies(ENFORCE_RUNTIME.replace("enforce", "audit"));
        gates.answer(new GateResult.NotInPlace("no fanotify"));
        assertThat(create().created(4711)).isInstanceOf(Answer.Allow.class);
        assertThat(journal.types()).containsExactly(EventType.CONTAINER_GATE_FAILED, EventType.CONTAINER_START);
        assertThat(failures.count(Failure.GATE_NOT_SET)).isEqualTo(1);
    }

    @Test
    void refusesAtOnceWhereNoGateCanBeSetAtAll() {
        policies(ENFORCE_RUNTIME);
        gates.areUnavailable("no fanotify in this kernel");
        assertThat(line(create().answer())).contains("rule exec-gate").contains("no fanotify in this kernel");
    }

    @Test
    void restoresNoCheckpointWhereDriftIsRefused() {
        policies(ENFORCE_RUNTIME);
        Question question = question(Question.Command.RESTORE, ID, engine.rootOf(ID));
        assertThat(line(doorkeeper().decide(question).answer())).contains("rule checkpoint");
        policies(ENFORCE_RUNTIME.replace("enforce", "audit"));
        assertThat(doorkeeper().decide(question).answer()).isInstanceOf(Answer.Allow.class);
    }

    @Test
    void addsTheHookToWhatIsMadeAndStartedInOneGo() {
        policies(ENFORCE_RUNTIME);
        Question question = question(Question.Command.RUN, ID, engine.rootOf(ID));
        Answer.Allow allow = allow(doorkeeper().decide(question).answer());
        String json = new String(allow.configuration().orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"createRuntime\":[{\"path\":\"/usr/sbin/runc\"");
    }

    @Test
    void admitsAClassicBuildByItsFirstScannedAncestor() {
        policies(ENFORCE_SCANNED, ENFORCE_RUNTIME);
        engine.image(STEP, List.of(EngineFolder.digest("l1")));
        engine.parent(STEP, WEB);
        engine.buildStep(ID, STEP);
        images.is(WEB, ScanState.SCANNED);

        assertThat(line(create().answer())).as("no build runs").contains("rule unscanned");

        engine.classicBuildRuns();
        Doorkeeper.Decision decision = create();
        assertThat(allow(decision.answer()).configuration()).isEmpty();
        decision.created(4711);
        assertThat(gates.orders().getFirst().mode()).isEqualTo(io.plimsoll.policy.Mode.AUDIT);
        assertThat(journal.events().getLast().imageId()).isEqualTo(WEB.toString());
        assertThat(journal.events().getLast().details()).containsEntry("note", "classic build");
    }

    @Test
    void takesARunningIntermediateImageForUnscanned() {
        policies(ENFORCE_SCANNED);
        engine.parent(STEP, WEB);
        engine.container(ID, STEP, STEP.toString());
        engine.classicBuildRuns();
        images.is(WEB, ScanState.SCANNED);
        assertThat(line(create().answer())).contains("rule unscanned");
    }

    @Test
    void refusesABuildOfNoKnownImage() {
        policies(ENFORCE_SCANNED);
        Path bundle = engine.dataRoot().resolve("buildkit/executor/abc");
        Question question = new Question(
                Question.Command.RUN,
                "abc",
                bundle,
                ProcessHandle.current().pid(),
                SHIM,
                RuntimeConfiguration.parse("{\"root\":{\"path\":\"rootfs\"}}".getBytes(StandardCharsets.UTF_8)));
        assertThat(line(doorkeeper().decide(question).answer())).contains("rule unscanned");
        assertThat(journal.only().details()).containsEntry("note", "buildkit build, made of no known image");
    }
}
