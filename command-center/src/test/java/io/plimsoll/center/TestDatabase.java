package io.plimsoll.center;

import io.plimsoll.center.server.database.PostgresBinaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The real database process on a folder of its own, as an unprivileged user. Tests that run as root use the user
/// `nobody` for it, as others their own.
public final class TestDatabase implements AutoCloseable {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final String USER = ROOT ? "nobody" : System.getProperty("user.name");

    /// Names a template that another process of the test made and will remove.
    static final String TEMPLATE = "plimsoll.test.database-template";

    private static @Nullable Path template;

    private final Path folder;
    private Process process;

    private TestDatabase(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts a new one, as the product leaves it after its first start.
    public static TestDatabase start() {
        try {
            Path folder = newFolder();
            Path data = folder.resolve("data");
            run("cp", "-a", template().resolve("data/cluster"), data);
            return new TestDatabase(folder, launch(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("plimsoll-db");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("data", "socket")) {
            Path path = Files.createDirectory(folder.resolve(name));
            if (ROOT) {
                run("chown", USER, path);
            }
        }
        return folder;
    }

    /// A folder with what all databases of this process have in common, made by the first: the programs of PostgreSQL,
    /// our own where that user can read them, and a cluster that was started once.
    static synchronized Path template() throws IOException {
        Path made = template;
        if (made == null) {
            String given = System.getProperty(TEMPLATE);
            made = given == null ? makeTemplate() : Path.of(given);
            template = made;
        }
        return made;
    }

    private static Path makeTemplate() throws IOException {
        Path folder = newFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        PostgresBinaries.unpackInto(folder.resolve("programs"));
        Files.writeString(folder.resolve("class-path"), readableClassPath(folder.resolve("lib")));
        Process first = launch(folder, folder);
        first.destroy();
        first.onExit().join();
        return folder;
    }

    private static Process launch(Path folder) throws IOException {
        return launch(folder, template());
    }

    private static Process launch(Path folder, Path template) throws IOException {
        // It ends with the thread that starts it: a test run that is killed leaves no database behind.
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig=TERM"));
        if (ROOT) {
            command.addAll(List.of("--reuid=" + USER, "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                Files.readString(template.resolve("class-path")),
                "io.plimsoll.center.server.DatabaseMain",
                "--programs",
                template.resolve("programs").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--socket-dir",
                folder.resolve("socket").toString(),
                "--service-user",
                System.getProperty("user.name")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals("ready")) {
                return process;
            }
            lines.add(line);
        }
        throw new IllegalStateException("the database did not start: " + lines);
    }

    /// The class path of this test in a place where another user can read it.
    private static String readableClassPath(Path lib) throws IOException {
        if (!ROOT) {
            return System.getProperty("java.class.path");
        }
        List<String> readable = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path source = Path.of(entry);
            Path target = lib.resolve(readable.size() + "-" + source.getFileName());
            readable.add(target.toString());
            if (!Files.exists(target) && Files.exists(source)) {
                copy(source, target);
            }
        }
        return String.join(":", readable);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.resolveSibling("."));
                    link(file, copy);
                }
            }
        }
    }

    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (FileSystemException e) {
            Files.copy(file, copy);
        }
    }

    public Path socketFolder() {
        return folder.resolve("socket");
    }

    public Path dataFolder() {
        return folder.resolve("data");
    }

    /// The process that supervises PostgreSQL.
    public ProcessHandle supervisor() {
        return process.toHandle();
    }

    /// The process id of PostgreSQL itself.
    public long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(dataFolder().resolve("cluster/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills the supervisor without warning; PostgreSQL goes on as an orphan.
    public void killSupervisor() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Starts the process again on the same folder.
    public void startAgain() {
        try {
            process = launch(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A connection as the role of the Command Center.
    public Connection asService() {
        return connect("plimsoll_service");
    }

    /// A connection as the owner of everything, whom the real product admits only as the system user of the database:
    /// for tests that tamper.
    public Connection asOwner() {
        try {
            Files.writeString(
                    dataFolder().resolve("cluster/pg_ident.conf"),
                    "plimsoll \"" + System.getProperty("user.name") + "\" plimsoll_owner\n",
                    StandardOpenOption.APPEND);
            run("kill", "-HUP", postmaster());
            for (int attempt = 0; ; attempt++) {
                try {
                    return connect("plimsoll_owner");
                } catch (IllegalStateException e) {
                    if (attempt == 50) {
                        throw e;
                    }
                    Thread.sleep(50);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String role) {
        Properties properties = new Properties();
        properties.put("user", role);
        properties.put("socketFactory", "io.plimsoll.center.server.database.UnixSocketFactory");
        properties.put(
                "socketFactoryArg", socketFolder().resolve(".s.PGSQL.5432").toString());
        properties.put("sslmode", "disable");
        properties.put("gssEncMode", "disable");
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost/plimsoll?options=-c%20search_path=plimsoll", properties);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Object... words) throws IOException {
        List<String> command = Stream.of(words).map(Object::toString).toList();
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
