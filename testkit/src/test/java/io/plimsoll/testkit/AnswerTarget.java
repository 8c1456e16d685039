package io.plimsoll.testkit;

import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineException;
import io.plimsoll.engine.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A hostile answer on a real socket where an engine should be. Each call of the client gives a value or an
/// [EngineException].
///
/// The first byte of the input says which call is made, and whether the rest is the whole answer or the body of a sound
/// one.
public final class AnswerTarget {
    private static final byte[] PING = bytes("HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Length: 2\r\n\r\nOK");

    /// Made when fuzzing begins, and not when seeds are.
    private static final class World {
        static final Path SOCKET = listen();
    }

    private static volatile byte[] answer = new byte[0];

    private AnswerTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        int how = input[0] & 0xff;
        answer = (how & 1) == 0 ? rest : sound(rest);
        Engine engine = Engine.at(World.SOCKET);
        try {
            call(engine, (how >> 1) % 7);
        } catch (EngineException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("a failure without a reason", e);
            }
        }
    }

    private static void call(Engine engine, int which) throws IOException {
        switch (which) {
            case 0 -> engine.info();
            case 1 -> engine.images(true);
            case 2 -> engine.containers(true);
            case 3 -> engine.imageInspect("web");
            case 4 -> {
                try (EventStream events = engine.events(Optional.empty())) {
                    while (events.next().isPresent()) {
                        // To the end.
                    }
                }
            }
            case 5 -> engine.networks();
            default -> {
                try (InputStream image = engine.exportImage("web")) {
                    image.transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    if (e.getMessage() == null) {
                        throw new IllegalStateException("a broken image without a reason", e);
                    }
                }
            }
        }
    }

    private static byte[] sound(byte[] body) {
        byte[] head = bytes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static Path listen() {
        try {
            Path socket = Files.createTempDirectory("engine").resolve("engine.sock");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> serve(server));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocketChannel server) {
        while (true) {
            try (SocketChannel client = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(8192);
                while (!text(request).contains("\r\n\r\n") && client.read(request) >= 0) {
                    // A request has no body.
                }
                ByteBuffer left = ByteBuffer.wrap(text(request).startsWith("GET /_ping ") ? PING : answer);
                while (left.hasRemaining()) {
                    client.write(left);
                }
            } catch (IOException e) {
                // The client had enough.
            }
        }
    }

    private static String text(ByteBuffer request) {
        return StandardCharsets.ISO_8859_1.decode(request.duplicate().flip()).toString();
    }

    /// @param how two times the call, and one more where the text is a body only
    static byte[] input(int how, String text) {
        byte[] content = bytes(text);
        byte[] input = new byte[content.length + 1];
        input[0] = (byte) how;
        System.arraycopy(content, 0, input, 1, content.length);
        return input;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
