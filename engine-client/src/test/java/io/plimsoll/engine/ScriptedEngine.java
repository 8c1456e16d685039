package io.plimsoll.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A UNIX socket that answers each request by a script: what an engine never says, but something else there might.
final class ScriptedEngine implements AutoCloseable {
    /// What is written after a request was read; returning closes the connection.
    interface Answer {
        void to(SocketChannel client) throws IOException, InterruptedException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Answer answer;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private ScriptedEngine(Path socket, Answer answer) throws IOException {
        this.socket = socket;
        this.answer = answer;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    /// Answers `/_ping` as an engine does and everything else by the script.
    static ScriptedEngine answering(Answer answer) throws IOException {
        Path directory = Files.createTempDirectory("plimsoll-engine");
        return new ScriptedEngine(directory.resolve("engine.sock"), answer);
    }

    /// Answers everything but `/_ping` with these bytes.
    static ScriptedEngine saying(String bytes) throws IOException {
        return answering(client -> write(client, bytes));
    }

    /// A well-formed answer.
    static String json(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                + body;
    }

    static void write(SocketChannel client, String bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            client.write(left);
        }
    }

    Path socket() {
        return socket;
    }

    /// The first lines of the requests so far.
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException e) {
            // The test closed the socket.
        }
    }

    private void converse(SocketChannel client) {
        try (client) {
            String request = readRequest(client);
            requests.add(request);
            if (request.startsWith("GET /_ping ")) {
                write(client, "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
            } else {
                answer.to(client);
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, which is what many scripts are about.
        }
    }

    private static String readRequest(SocketChannel client) throws IOException {
        var input = Channels.newInputStream(client);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }
}
