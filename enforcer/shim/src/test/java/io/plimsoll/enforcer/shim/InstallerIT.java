package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The installer where no package owns runc.
@NeedsRoot
@Timeout(240)
class InstallerIT {
    @TempDir
    Path directory;

    Installation host;

    @BeforeEach
    void raise() throws Exception {
        host = new Installation(directory.resolve("sbin"));
        Installation.writeRunc(host.runc(), "1.1");
    }

    @Test
    void putsTheShimInThePlaceOfRunc() throws Exception {
        assertThat(host.state()).isEqualTo("absent");

        Run.Result result = host.install();

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .isEqualTo("installed: %s asks the Enforcer at /nowhere/shim.sock, then runs %s "
                                .formatted(host.runc(), host.real())
                        + "(fail direction: deny)\n");
        assertThat(host.files()).containsExactly("runc", "runc.conf", "runc.plimsoll-real");
        assertThat(host.runc()).hasSameBinaryContentAs(Programs.SHIM);
        assertThat(Files.getPosixFilePermissions(host.runc())).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(host.run(List.of(host.runc().toString(), "kill", "x")).out())
                .isEqualTo("runc version 1.1\ncalled with kill x\n");
        assertThat(host.run(List.of(host.runc().toString(), "create", "x")).exit())
                .isEqualTo(1);
    }

    @Test
    void saysHowThingsStand() throws Exception {
        host.install();

        assertThat(host.status()).isEqualTo(new Run.Result(0, """
                        state=installed
                        runc=%s
                        real=%s
                        diverted=no
                        real-changed=no
                        socket=/nowhere/shim.sock
                        direction=deny
                        timeout-ms=1000
                        """.formatted(host.runc(), host.real()), ""));
    }

    @Test
    void givesRuncBackAsItWas() throws Exception {
        Object inode = Files.getAttribute(host.runc(), "unix:ino");
        host.install();

        assertThat(host.restore())
                .isEqualTo(new Run.Result(0, "restored: %s is the real runc\n".formatted(host.runc()), ""));

        assertThat(host.files()).containsExactly("runc");
        assertThat(Files.getAttribute(host.runc(), "unix:ino")).isEqualTo(inode);
        assertThat(host.state()).isEqualTo("absent");
    }

    @Test
    void doesBothTwiceWithoutHarm() throws Exception {
        host.install();
        assertThat(host.install().exit()).isZero();
        assertThat(host.state()).isEqualTo("installed");
        assertThat(host.version()).isEqualTo("1.1");

        host.restore();
        assertThat(host.restore().exit()).isZero();
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void upgradesAnOlderShim() throws Exception {
        Path older = directory.resolve("older");
        Files.copy(Programs.SHIM, older);
        Files.writeString(older, "older", StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
        host.install(older);

        assertThat(host.install("--direction", "allow").exit()).isZero();

        assertThat(host.runc()).hasSameBinaryContentAs(Programs.SHIM);
        assertThat(host.status().out()).contains("direction=allow");
        assertThat(host.version()).isEqualTo("1.1");
    }

    @Test
    void followsALinkToTheFileThatCounts() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("runc-link"), host.runc());

        assertThat(host.install("--runc", link.toString()).exit()).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(host.state()).isEqualTo("installed");
        assertThat(host.run(List.of(link.toString(), "kill", "x")).out()).contains("called with kill x");
        assertThat(host.installer("restore", "--runc", link.toString()).exit()).isZero();
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void neverLeavesAMomentWithoutARunc() throws Exception {
        // A program, not a script: a shell would open the file by its name again, which is another one by then.
        Files.copy(Programs.RECORDING_RUNC, host.runc(), StandardCopyOption.REPLACE_EXISTING);
        var stop = new AtomicBoolean();
        var calls = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        Thread engine = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                calls.incrementAndGet();
                try {
                    host.version();
                } catch (Exception | AssertionError e) {
                    failures.add(e.getMessage());
                }
            }
        });
        for (int i = 0; i < 10; i++) {
            assertThat(host.install().exit()).isZero();
            assertThat(host.restore().exit()).isZero();
        }
        stop.set(true);
        engine.join();

        assertThat(calls.get()).isGreaterThan(10);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "restore"})
    void recoversFromBeingCutOffAtAnyPoint(String next) throws Exception {
        int n = 1;
        for (boolean finished = false; !finished; n++) {
            host.cutOffBeforeChange(n);
            finished = host.install().exit() == 0;
            host.letItFinish();
            assertWorksAndRecovers(next, "install cut off before change " + n);
        }
        assertThat(n).as("the changes of an installation").isGreaterThan(10);
        n = 1;
        for (boolean finished = false; !finished; n++) {
            host.install();
            host.cutOffBeforeChange(n);
            finished = host.restore().exit() == 0;
            host.letItFinish();
            assertWorksAndRecovers(next, "restore cut off before change " + n);
        }
        assertThat(n).as("the changes of a restoration").isGreaterThan(3);
    }

    private void assertWorksAndRecovers(String next, String situation) throws Exception {
        assertThat(host.version()).as(situation).isEqualTo("1.1");
        assertThat(host.state()).as(situation).isNotEqualTo("broken");
        Run.Result result = next.equals("install") ? host.install() : host.restore();
        assertThat(result.exit()).as("%s: %s", situation, result).isZero();
        assertThat(host.version()).as(situation).isEqualTo("1.1");
        assertThat(host.state()).as(situation).isEqualTo(next.equals("install") ? "installed" : "absent");
        host.restore();
        assertThat(host.files()).as(situation).containsExactly("runc");
    }

    @Test
    void noticesARuncThatWasPutOverTheShim() throws Exception {
        host.install();
        Files.delete(host.runc());
        Installation.writeRunc(host.runc(), "1.2");

        assertThat(host.status().exit()).isEqualTo(1);
        assertThat(host.state()).isEqualTo("bypassed");

        assertThat(host.install().exit()).isZero();
        assertThat(host.state()).isEqualTo("installed");
        assertThat(host.version()).isEqualTo("1.2");
    }

    @Test
    void keepsARuncThatWasPutOverTheShimWhenItRestores() throws Exception {
        host.install();
        Files.delete(host.runc());
        Installation.writeRunc(host.runc(), "1.2");

        assertThat(host.restore().exit()).isZero();

        assertThat(host.version()).isEqualTo("1.2");
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void keepsBothWhenWhatLiesOverTheShimIsNoRunc() throws Exception {
        host.install();
        Files.writeString(host.runc(), "half a download");

        Run.Result result = host.restore();

        assertThat(result.err()).contains("stays too");
        assertThat(host.files()).containsExactly("runc", "runc.plimsoll-real");
        assertThat(host.install().exit())
                .as("and does not make it the real runc")
                .isEqualTo(2);
        assertThat(host.runc()).hasContent("half a download");
    }

    @Test
    void bringsRuncBackWhereTheShimWasDeleted() throws Exception {
        host.install();
        Files.delete(host.runc());
        assertThat(host.state()).isEqualTo("half");

        assertThat(host.restore().exit()).isZero();

        assertThat(host.version()).isEqualTo("1.1");
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void keepsTheShimWhenTheRealRuncIsGone() throws Exception {
        host.install();
        Files.delete(host.real());
        assertThat(host.state()).isEqualTo("broken");

        assertThat(host.restore().exit()).isEqualTo(2);
        assertThat(host.install().exit()).isEqualTo(2);

        assertThat(host.files()).containsExactly("runc", "runc.conf");
    }

    @Test
    void noticesThatTheRealRuncWasUpgraded() throws Exception {
        host.install();
        Installation.writeRunc(host.real(), "1.2");

        assertThat(host.status().out()).contains("state=installed", "real-changed=yes");
        host.install();
        assertThat(host.status().out()).contains("real-changed=no");
        assertThat(host.version()).isEqualTo("1.2");
    }

    @Test
    void takesOnlyARuncForRunc() throws Exception {
        Files.writeString(host.runc(), "#!/bin/sh\necho crun version 1.8\n");

        assertThat(host.install())
                .isEqualTo(new Run.Result(
                        2,
                        "",
                        "plimsoll-shim: %1$s is not a runc ('%1$s --version' does not say so); --allow-foreign takes it all the same\n"
                                .formatted(host.runc())));
        assertThat(host.files()).containsExactly("runc");

        assertThat(host.install("--allow-foreign").exit()).isZero();
        assertThat(host.state()).isEqualTo("installed");
    }

    @Test
    void saysWhatIsWrongAndChangesNothing() throws Exception {
        assertThat(host.install(Path.of("/bin/true")).err()).contains("/bin/true is not plimsoll-runc");
        assertThat(host.install("--socket", "s").err()).contains("--socket wants an absolute path, not 's'");
        assertThat(host.install("--direction", "both").err()).contains("--direction wants deny or allow");
        for (String timeout : List.of("", "0", "-1", "1s", "600001", "99999999999999999999")) {
            assertThat(host.install("--timeout-ms", timeout).err()).contains("--timeout-ms wants 1 to 600000");
        }
        assertThat(host.install("--runc", directory + "/sbin/nothing").err()).contains("is not a program");
        assertThat(host.install("--runc", directory + "/nowhere/runc").err()).contains("does not exist");
        assertThat(host.install("--runc", "runc").err()).contains("--runc wants the absolute path");
        assertThat(host.install("--force").err()).contains("plimsoll-shim install --runc PATH");
        assertThat(host.installer().exit()).isEqualTo(2);
        assertThat(host.files()).containsExactly("runc");
        assertThat(host.version()).isEqualTo("1.1");
    }
}
