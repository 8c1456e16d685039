package io.plimsoll.enforcer.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.fakes.EngineFolder;
import io.plimsoll.enforcer.fakes.KnownImages;
import io.plimsoll.enforcer.fakes.ListGates;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.PolicySnapshot;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Speaks as the shim does.
class AdmissionSocketTest {
    private static final String ID = EngineFolder.id("c");

    @TempDir
    Path folder;

    private final ListGates gates = new ListGates();
    private final ListJournal journal = new ListJournal();
    private final Failures failures = new Failures();
    private final InForce inForce = new InForce.Known(PolicySnapshot.defaults());
    private EngineFolder engine;
    private AdmissionSocket admission;

    @BeforeEach
    void listen() {
        assumeTrue("root".equals(System.getProperty("user.name")), "the socket is for root alone");
        engine = new EngineFolder(folder.resolve("docker"));
        Digest image = EngineFolder.digest("web");
        engine.image(image, List.of(EngineFolder.digest("l1")));
        engine.container(ID, image, "shop/web:1");
        admission = AdmissionSocket.open(
                folder.resolve("run/enforcer.sock"),
                new AdmissionNeeds(
                        () -> Optional.of(engine.files()),
                        () -> inForce,
                        new KnownImages(),
                        gates,
                        journal,
                        failures,
                        "unix:/run/docker.sock",
                        true));
    }

    @AfterEach
    void stop() {
        if (admission != null) {
            admission.close();
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("run/enforcer.sock")));
        return channel;
    }

    private static void send(SocketChannel channel, char type, String text) throws IOException {
        new Frame(type, text.getBytes(StandardCharsets.UTF_8)).write(channel);
    }

    private static String receive(SocketChannel channel) throws IOException {
        Frame frame = Frame.read(channel);
        return (frame.type() + " " + new String(frame.payload(), StandardCharsets.UTF_8)).strip();
    }

    private String question(String command) {
        return "version=1\ncommand=" + command + "\nid=" + ID + "\nbundle=" + folder + "/bundle\nroot=/run/runc\npid="
                + ProcessHandle.current().pid() + "\nshim=/usr/sbin/runc\n";
    }

    private String configuration() {
        return "{\"root\":{\"path\":\"" + engine.rootOf(ID) + "\"}}";
    }

    @Test
    void isForRootAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void answersACreationInTwoSteps() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, 'C', question("create"));
            send(channel, 'B', configuration());
            assertThat(receive(channel)).isEqualTo("A attach=1");
            assertThat(receive(channel)).isEqualTo("B");
            send(channel, 'P', "id=" + ID + "\npid=4711\n");
            assertThat(receive(channel)).isEqualTo("A");
            assertThat(gates.orders().getFirst().pid()).isEqualTo(4711);
            assertThat(journal.only().type()).isEqualTo(EventType.CONTAINER_START_WOULD_REFUSE);
        }
    }

    @Test
    void answersTheHook() throws IOException {
        Files.createDirectories(folder.resolve("bundle"));
        Files.writeString(folder.resolve("bundle/config.json"), configuration());
        try (SocketChannel channel = connect()) {
            send(channel, 'H', "version=1\npid=" + ProcessHandle.current().pid() + "\n");
            send(channel, 'B', "{\"id\":\"" + ID + "\",\"pid\":4711,\"bundle\":\"" + folder + "/bundle\"}");
            assertThat(receive(channel)).isEqualTo("A");
            assertThat(gates.orders().getFirst().root()).isEqualTo(engine.rootOf(ID));
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws IOException {
        for (String bad : List.of(
                "",
                "version=2\n",
                question("explode"),
                question("create") + "id=again\n",
                question("create").replace("/bundle", "/\0"))) {
            try (SocketChannel channel = connect()) {
                send(channel, 'C', bad);
                send(channel, 'B', configuration());
                assertThat(receive(channel)).startsWith("D Plimsoll: start refused, ");
            }
        }
        try (SocketChannel channel = connect()) {
            send(channel, 'C', question("create"));
            send(channel, 'B', "no json");
            assertThat(receive(channel)).contains("config.json cannot be understood");
        }
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(new byte[] {0x7f, 0, 0, 0, 'C'}));
            assertThat(receive(channel)).contains("a frame has at most");
        }
        assertThat(failures.count(Failure.QUESTION_MALFORMED)).isEqualTo(6);
        assertThat(failures.count(Failure.CONFIGURATION_MALFORMED)).isEqualTo(1);
    }

    @Test
    void refusesInOneLineOfAtMostOneKilobyte() {
        byte[] line = new Answer.Deny("é\n".repeat(5000)).bytes();
        assertThat(line.length).isLessThanOrEqualTo(1003);
        assertThat(new String(line, StandardCharsets.UTF_8))
                .doesNotContain("\n")
                .endsWith("…");
    }
}
