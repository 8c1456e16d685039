package io.plimsoll.enforcer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeConfigurationTest {
    private static final String SMALL = "{\"root\":{\"path\":\"rootfs\"}}";

    private static RuntimeConfiguration parse(String json) {
        return RuntimeConfiguration.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RuntimeConfiguration withMount(String mount) {
        return parse("{\"root\":{\"path\":\"/r\"},\"mounts\":[" + mount + "]}");
    }

    private static List<String> optionsAfter(String mount, Set<String> allowed) {
        return withMount(mount)
                .withoutExecution(allowed, true)
                .mounts()
                .getFirst()
                .options();
    }

    @Test
    void nothingMountedStaysAsItIs() {
        RuntimeConfiguration configuration = parse(SMALL);
        assertThat(configuration.withoutExecution(Set.of(), true)).isEqualTo(configuration);
        assertThat(configuration.mounts()).isEmpty();
        assertThat(configuration.root(Path.of("/bundle"))).isEqualTo(Path.of("/bundle/rootfs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"root\":{\"path\":\"/r\"}} x",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":{}}",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":[1]}",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":[{\"destination\":\"/a\\u0000\"}]}",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":[{\"destination\":\"/a\",\"source\":\"\\u0000\"}]}",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":[{\"destination\":\"/a\",\"options\":[{}]}]}",
                "{\"root\":{\"path\":\"/r\"},\"mounts\":[{\"destination\":\"/a\",\"options\":\"ro\"}]}",
                "{\"root\":{\"path\":\"/r\"},\"process\":{\"capabilities\":{\"bounding\":[[]]}}}",
                "{\"root\":{\"path\":\"/r\\u0000\"}}",
                "{\"root\":{\"path\":\"/r\"},\"hooks\":[]}",
                "{\"root\":{\"path\":7}}"
            })
    void refusesWhatIsNone(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"destination\":\"/dev\",\"type\":\"tmpfs\",\"source\":\"tmpfs\",\"options\":[\"nosuid\",\"mode=755\"]}",
                "{\"destination\":\"/scratch\",\"type\":\"tmpfs\",\"source\":\"tmpfs\",\"options\":[\"exec\",\"rw\"]}",
                "{\"destination\":\"/vol\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\"]}",
                "{\"destination\":\"/vol\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\",\"ro\",\"rexec\"]}",
                "{\"destination\":\"/vol\",\"type\":\"bind\",\"source\":\"/v\"}"
            })
    void refusesExecutionOnWhateverComesFromOutsideTheImage(String mount) {
        assertThat(optionsAfter(mount, Set.of())).contains("noexec").doesNotContain("exec", "rexec");
    }

    @Test
    void coversWhatLiesBelowABindMountIfTheRuntimeCan() {
        String mount = "{\"destination\":\"/vol\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\",\"rw\"]}";
        assertThat(optionsAfter(mount, Set.of())).containsExactly("rbind", "rw", "noexec", "rnoexec");
        assertThat(withMount(mount)
                        .withoutExecution(Set.of(), false)
                        .mounts()
                        .getFirst()
                        .options())
                .containsExactly("rbind", "rw", "noexec");
    }

    @Test
    void leavesMountsAloneThatPolicyNames() {
        String mount = "{\"destination\":\"/plugins/\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\"]}";
        assertThat(optionsAfter(mount, Set.of("/plugins"))).containsExactly("rbind");
        assertThat(withMount(mount).executableMounts(Set.of("/plugins", "/other")))
                .containsExactly("/plugins");
    }

    @Test
    void doesItsWorkOnlyOnce() {
        String mount =
                "{\"destination\":\"/vol\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\",\"exec\"]}";
        Path shim = Path.of("/usr/sbin/runc");
        RuntimeConfiguration once =
                withMount(mount).withoutExecution(Set.of(), true).withHook(shim);
        assertThat(once.withoutExecution(Set.of(), true).withHook(shim)).isEqualTo(once);
        assertThat(new String(once.bytes(), StandardCharsets.UTF_8))
                .contains(
                        "\"createRuntime\":[{\"path\":\"/usr/sbin/runc\",\"args\":[\"/usr/sbin/runc\",\"plimsoll-hook\"]}]");
    }

    @Test
    void keepsWhatItDoesNotKnowAndTheHooksOfOthers() {
        String json = """
                {"ociVersion":"1.0.2-dev","root":{"path":"/r","readonly":true},"future":{"big":12345678901234567890123,\
                "exact":0.10000000000000000001,"text":"\\u0000é"},"hooks":{"prestart":[{"path":"/proc/1/exe"}],\
                "createRuntime":[{"path":"/x"}]},"linux":null}""";
        String after = new String(
                parse(json)
                        .withoutExecution(Set.of(), true)
                        .withHook(Path.of("/shim"))
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(after)
                .contains("\"big\":12345678901234567890123", "\"exact\":0.10000000000000000001", "\"linux\":null")
                .contains("\"prestart\":[{\"path\":\"/proc/1/exe\"}]")
                .contains("\"createRuntime\":[{\"path\":\"/x\"},{\"path\":\"/shim\"");
    }

    @Test
    void seesThroughPathsThatOnlyLookAllowed() {
        String mount =
                "{\"destination\":\"/plugins/../etc\",\"type\":\"bind\",\"source\":\"/v\",\"options\":[\"rbind\"]}";
        assertThat(optionsAfter(mount, Set.of("/plugins"))).contains("noexec");
    }

    @Test
    void doesNotTakeAnyFileForTheEnginesInit() {
        String forged =
                "{\"destination\":\"/sbin/docker-init\",\"type\":\"bind\",\"source\":\"/nowhere/docker-init\",\"options\":[\"bind\",\"ro\"]}";
        assertThat(optionsAfter(forged, Set.of())).contains("noexec");
    }

    @Test
    void knowsContainersThatCanUndoIt() {
        assertThat(parse(
                                "{\"root\":{\"path\":\"/r\"},\"process\":{\"capabilities\":{\"bounding\":[\"CAP_SYS_ADMIN\"]}}}")
                        .isPowerful())
                .isTrue();
        assertThat(parse(SMALL).isPowerful()).isFalse();
    }
}
