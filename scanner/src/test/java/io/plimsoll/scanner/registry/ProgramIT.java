package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.ScannerProcess;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.archive.Json;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestDistribution;
import io.plimsoll.testkit.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the Command Center asks for, of a real registry.
class ProgramIT {
    private static final String LOGIN = ",\"user\":\"robot\",\"password\":\"pass\"";

    @TempDir
    static Path keys;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    private record Said(int exit, String out, String errors) {
        private static List<String> fields(String document, String name) {
            try {
                return Json.parse(document.getBytes(StandardCharsets.UTF_8)).field("tags").items().stream()
                        .map(tag -> tag.entry(name).orElse(""))
                        .toList();
            } catch (IOException e) {
                throw new AssertionError(document, e);
            }
        }

        List<String> names() {
            assertThat(exit).as(errors).isEqualTo(Program.MADE);
            return fields(out, "name");
        }

        List<String> digests() {
            return fields(out, "digest");
        }
    }

    private static Said ask(Neighbourhood.Names names, String request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Registry.World world = new Registry.World(
                Map.of(), new HostFolders(List.of()), new RegistriesFiles(List.of(), List.of()), names, time -> {});
        int exit = new Program(
                        world,
                        PullLimits.defaults(),
                        new ScannerProcess(TestDistribution.home(), TestDistribution.java()),
                        InstantSource.system())
                .run(
                        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(errors, true, StandardCharsets.UTF_8));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static Said ask(String request) {
        return ask(InetAddress::getAllByName, request);
    }

    private static SampleImage image(String program) {
        return SampleImage.of(new TarBytes()
                .directory("bin/")
                .file("bin/" + program, 0755, ("\177ELF " + program).getBytes(StandardCharsets.ISO_8859_1))
                .end());
    }

    private static String list(TestRegistry registry, String more) {
        return "{\"ask\":\"list\",\"registry\":\"" + registry.host() + "\",\"plainHttp\":true,\"way\":\"catalogue\""
                + more + "}";
    }

    @Test
    void listsNothingOfAnEmptyRegistry() {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            assertThat(ask(list(registry, "")).names()).isEmpty();
        }
    }

    @Test
    void listsAllPagesOfWhatIsWanted() throws IOException {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            Pushing pushing = new Pushing(registry, "");
            Digest digest = pushing.image("shop/web", "1.4", image("shop"));
            pushing.image("shop/web", "1.5-test", image("shop"));
            pushing.image("shop/intern/tool", "1", image("tool"));
            pushing.image("other/web", "1", image("other"));
            for (int i = 0; i < 101; i++) {
                pushing.image("many/r" + i, "1", image("shop"));
            }

            Said web = ask(list(registry, ",\"repositoriesIn\":[\"shop/*\"],\"tagsOut\":[\"*-test\"]"));
            assertThat(web.names()).containsExactly(registry.host() + "/shop/web:1.4");
            assertThat(web.digests()).containsExactly(digest.toString());
            assertThat(ask(list(registry, ",\"repositoriesIn\":[\"many/*\"]")).names())
                    .hasSize(101)
                    .contains(registry.host() + "/many/r100:1");
            assertThat(ask(list(registry, ",\"repositoriesIn\":[\"**\"],\"repositoriesOut\":[\"many/*\",\"shop/**\"]"))
                            .names())
                    .containsExactly(registry.host() + "/other/web:1");
        }
    }

    @Test
    void takesTheNewestByWhenTheyWereBuilt() throws IOException {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            String[][] tags = {
                {"a", "2026-03-01T00:00:00Z"},
                {"b", "2026-01-01T00:00:00Z"},
                {"c", "2026-02-01T00:00:00Z"},
                {"undated", ""}
            };
            for (String[] tag : tags) {
                String configuration = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"" + tag[1]
                        + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
                Digest blob = registry.pushBlob("shop/web", configuration.getBytes(StandardCharsets.UTF_8), "");
                registry.pushManifest(
                        "shop/web",
                        tag[0],
                        "application/vnd.oci.image.manifest.v1+json",
                        """
                        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{
                        "mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[]}
                        """.formatted(blob, configuration.length()),
                        "");
            }

            String prefix = registry.host() + "/shop/web:";
            assertThat(ask(list(registry, ",\"newest\":2")).names()).containsExactly(prefix + "a", prefix + "c");
            assertThat(ask(list(registry, ",\"builtAfter\":\"2026-01-15T00:00:00Z\""))
                            .names())
                    .containsExactlyInAnyOrder(prefix + "a", prefix + "c");
        }
    }

    @Test
    void logsInOverTlsOfAPrivateAuthority() throws IOException {
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority)) {
            new Pushing(registry, TestRegistry.basic()).image("shop/web", "1", image("shop"));
            String pem = Files.readString(authority.certificate()).replace("\n", "\\n");
            String request = "{\"ask\":\"test\",\"registry\":\"" + registry.host() + "\",\"way\":\"catalogue\"";

            assertThat(ask(request + ",\"authority\":\"" + pem + "\",\"user\":\"" + TestRegistry.USER
                                    + "\",\"password\":\"" + TestRegistry.PASSWORD + "\"}")
                            .names())
                    .containsExactly(registry.host() + "/shop/web:1");
            Said stranger = ask(request + ",\"authority\":\"" + pem + "\"}");
            assertThat(stranger.exit()).isEqualTo(Program.COULD_NOT);
            assertThat(stranger.errors()).contains("without a login", "give the registry a user");
            Said wrong = ask(request + ",\"authority\":\"" + pem + "\",\"user\":\"alice\",\"password\":\"wr0ng\"}");
            assertThat(wrong.errors()).contains("does not let this user").doesNotContain("wr0ng");
            assertThat(ask(request + "}").errors()).contains("is not trusted", "certificate of its authority");
        }
    }

    @Test
    void listsWithATokenForTheCatalogueAndOneForEachRepository() throws IOException {
        try (TokenServer tokens = TokenServer.start(authority);
                TestRegistry registry = TestRegistry.withTokens(folder, authority, tokens.realm("localhost"))) {
            new Pushing(registry, "Bearer " + tokens.token("shop/web", "\"pull\",\"push\""))
                    .image("shop/web", "1", image("shop"));
            String pem = Files.readString(authority.certificate()).replace("\n", "\\n");

            assertThat(ask("{\"ask\":\"list\",\"registry\":\"" + registry.host() + "\",\"authority\":\"" + pem
                                    + "\",\"named\":[\"shop/web\"],\"user\":\"" + TestRegistry.USER
                                    + "\",\"password\":\"" + TestRegistry.PASSWORD + "\"}")
                            .names())
                    .containsExactly(registry.host() + "/shop/web:1");
        }
    }

    private static FakeRegistry.Answering knowing(String everybody, String whoIsKnown) {
        return exchange -> FakeRegistry.sending(
                        exchange.getRequestHeaders().containsKey("Authorization") ? whoIsKnown : everybody)
                .answer(exchange);
    }

    /// With no wanted tag: which repositories were found shows in what was asked of each.
    private static List<String> repositories(FakeRegistry registry, String way, String more) {
        Said said = ask("{\"ask\":\"list\",\"registry\":\"" + registry.at("localhost")
                + "\",\"plainHttp\":true,\"way\":\"" + way + "\",\"tagsIn\":[\"none\"]" + more + "}");
        assertThat(said.exit()).as(said.errors()).isEqualTo(Program.MADE);
        return registry.asked().stream()
                .map(FakeRegistry.Asked::path)
                .filter(path -> path.endsWith("/tags/list"))
                .map(path -> path.substring("/v2/".length(), path.length() - "/tags/list".length()))
                .distinct()
                .toList();
    }

    @Test
    void logsInToARegistryThatListsLessToEverybody() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()
                .on("/v2/", FakeRegistry.demanding("Basic realm=\"x\"", FakeRegistry.sending("{}")))
                .on(
                        "/v2/_catalog",
                        knowing("{\"repositories\":[\"open/a\"]}", "{\"repositories\":[\"open/a\",\"shop/b\"]}"))
                .on("/v2/open/a/tags/list", FakeRegistry.sending("{\"tags\":[\"1\"]}"))
                .on("/v2/shop/b/tags/list", FakeRegistry.sending("{\"tags\":[\"1\"]}"))) {
            assertThat(repositories(registry, "catalogue", "")).containsExactly("open/a");
            assertThat(repositories(registry, "catalogue", LOGIN)).containsExactly("open/a", "shop/b");
        }
    }

    @Test
    void listsHarborProjectByProject() throws IOException {
        String projects = "/api/v2.0/projects";
        FakeRegistry.Answering pages = exchange -> {
            boolean isSecond = exchange.getRequestURI().getQuery().contains("page=2");
            if (!isSecond) {
                exchange.getResponseHeaders()
                        .add("Link", "<" + projects + "/shop/repositories?page=2&page_size=100>; rel=\"next\"");
            }
            FakeRegistry.sending("[{\"name\":\"shop/" + (isSecond ? "mail" : "web") + "\"}]")
                    .answer(exchange);
        };
        try (FakeRegistry harbor = new FakeRegistry()
                .on(
                        projects,
                        knowing(
                                "[{\"name\":\"library\"}]",
                                "[{\"name\":\"library\"},{\"name\":\"shop\"},{\"name\":\"closed\"},{\"name\":\"../x\"}]"))
                .on(projects + "/library/repositories", FakeRegistry.sending("[{\"name\":\"library/base\"}]"))
                .on(projects + "/shop/repositories", pages)
                .on(projects + "/closed/repositories", FakeRegistry.status(403))
                .on("/v2/library/base/tags/list", FakeRegistry.sending("{\"tags\":[\"1\"]}"))
                .on("/v2/shop/web/tags/list", FakeRegistry.sending("{\"tags\":[\"1\"]}"))
                .on("/v2/shop/mail/tags/list", FakeRegistry.sending("{\"tags\":[\"1\"]}"))) {
            assertThat(repositories(harbor, "harbor", "")).containsExactly("library/base");
            assertThat(repositories(harbor, "harbor", LOGIN)).containsExactly("library/base", "shop/mail", "shop/web");
            assertThat(harbor.asked()).noneMatch(asked -> asked.path().contains(".."));
        }
    }

    @Test
    void scansWithTheProgramAsItShips() throws IOException, InterruptedException {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            Digest digest = new Pushing(registry, "").image("shop/web", "1", image("shop"));
            Process process = new ProcessBuilder(TestDistribution.home()
                            .resolve("libexec/plimsoll-registry")
                            .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(("{\"ask\":\"scan\",\"registry\":\"" + registry.host()
                                + "\",\"plainHttp\":true,\"repository\":\"shop/web\",\"tag\":\"1\"}")
                        .getBytes(StandardCharsets.UTF_8));
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Program.MADE);
            assertThat(answer)
                    .startsWith(digest + " " + registry.host() + "/shop/web:1\n{")
                    .contains("/bin/shop");
        }
    }

    @Test
    void getsNoPasswordForWhatIsNoRegistryOfEcr() {
        Said said = ask(
                "{\"ask\":\"login\",\"registry\":\"localhost:1\",\"user\":\"AKIDEXAMPLE\",\"password\":\"s3cret\"}");
        assertThat(said.exit()).isEqualTo(Program.COULD_NOT);
        assertThat(said.errors())
                .contains("'localhost:1' is no private registry of Amazon ECR")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "100.100.100.200", "[fd00:ec2::254]", "0.0.0.0", "[::]"})
    void doesNotAskWhereNoRegistryIs(String host) {
        Said said = ask("{\"ask\":\"test\",\"registry\":\"" + host + "\",\"plainHttp\":true,\"way\":\"catalogue\"}");
        assertThat(said.exit()).isEqualTo(Program.COULD_NOT);
        assertThat(said.errors()).contains("it is not asked");
    }

    @Test
    void doesNotAskANameOfALinkLocalAddress() {
        Said said = ask(
                host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {(byte) 169, (byte) 254, 9, 9})},
                "{\"ask\":\"test\",\"registry\":\"registry.test\",\"plainHttp\":true,\"way\":\"catalogue\"}");
        assertThat(said.errors()).contains("registry.test has a link-local address");
    }

    @Test
    void saysWhatIsNoRequestWithoutRepeatingIt() {
        Said said = ask("{\"ask\":\"s3cret\"");
        assertThat(said.exit()).isEqualTo(Program.COULD_NOT);
        assertThat(said.errors()).doesNotContain("s3cret");
    }
}
