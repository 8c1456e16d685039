package io.plimsoll.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy on this machine that lets nobody pass without the password. Whatever host is asked for, it connects to this
/// machine: to the port that was asked for, or the one that stands for the host.
public final class TestProxy implements AutoCloseable {
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final String wanted;
    private final Map<String, Integer> ports;
    private final ServerSocket server;

    /// @param wanted the value of the header that lets pass
    public TestProxy(String wanted) throws IOException {
        this(wanted, Map.of());
    }

    /// @param wanted the value of the header that lets pass
    /// @param ports by host; others have the port that is asked for
    public TestProxy(String wanted, Map<String, Integer> ports) throws IOException {
        this.wanted = wanted;
        this.ports = Map.copyOf(ports);
        this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The first line of each request that was let pass.
    public List<String> passed() {
        return passed;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            OutputStream back = client.getOutputStream();
            if (!head.contains("Proxy-Authorization: " + wanted)) {
                send(back, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            passed.add(head.getFirst());
            String[] words = head.getFirst().split(" ", -1);
            boolean isTunnel = words[0].equals("CONNECT");
            URI target = URI.create(isTunnel ? "https://" + words[1] : words[1]);
            int port = ports.getOrDefault(target.getHost(), target.getPort());
            try (Socket origin = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                if (isTunnel) {
                    send(back, "HTTP/1.1 200 Connected\r\n\r\n");
                    Thread.startVirtualThread(() -> copy(client, origin));
                } else {
                    send(
                            origin.getOutputStream(),
                            "GET " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                                    + "\r\nConnection: close\r\n\r\n");
                }
                origin.getInputStream().transferTo(back);
            }
        } catch (IOException e) {
            // One of both has gone; the other one sees that.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // As above.
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The lines before the empty one, read byte by byte: what follows belongs to the tunnel.
    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            head.append((char) next);
        }
        return head.toString().lines().toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
