package io.plimsoll.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls of the Docker Engine API that a client makes to run a container, on a connection each: nothing is measured
/// but the engine. `engine-client` changes nothing at an engine, so it has none of these.
final class EngineCalls {
    private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

    private final Path socket;

    EngineCalls(Path socket) {
        this.socket = socket;
    }

    /// Makes a container that runs these words, and returns its id.
    String create(String image, String... words) throws IOException {
        String command = "\"" + String.join("\",\"", words) + "\"";
        String answer = call("POST", "/containers/create", "{\"Image\":\"" + image + "\",\"Cmd\":[" + command + "]}");
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IOException("the engine made a container without an id: " + answer);
        }
        return id.group(1);
    }

    /// Returns when the container's process runs.
    void start(String id) throws IOException {
        call("POST", "/containers/" + id + "/start", "");
    }

    /// Returns when it has ended, with its exit code.
    int await(String id) throws IOException {
        String answer = call("POST", "/containers/" + id + "/wait", "");
        Matcher code = Pattern.compile("\"StatusCode\":(\\d+)").matcher(answer);
        if (!code.find()) {
            throw new IOException("the engine told no exit code: " + answer);
        }
        return Integer.parseInt(code.group(1));
    }

    void remove(String id) throws IOException {
        call("DELETE", "/containers/" + id + "?force=true", "");
    }

    private String call(String method, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            OutputStream out = Channels.newOutputStream(channel);
            out.write((head + body).getBytes(StandardCharsets.UTF_8));
            String answer = readAll(channel);
            if (!answer.startsWith("HTTP/1.1 2")) {
                throw new IOException(method + " " + path + ": " + answer);
            }
            return answer;
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
