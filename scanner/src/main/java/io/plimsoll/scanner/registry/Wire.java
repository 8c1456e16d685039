package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Sends single requests, also of several threads at once. Follows no redirect, and knows of no credentials beyond what
/// a request carries.
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final String ALERT = "Received fatal alert";
    private static final int PROXY_REFUSES = 407;

    /// Whom servers with TLS must be vouched for by, and what is shown to them.
    interface Tls {
        SSLContext registry() throws RegistryException;

        /// For other hosts, which see no certificate of ours.
        SSLContext others() throws RegistryException;
    }

    private enum Peer {
        PLAIN,
        REGISTRY,
        OTHER
    }

    private final Tls tls;
    private final Origin registry;
    private final ProxyRules proxies;
    private final Deadline deadline;
    private final Duration stall;
    private final Help help;
    private final Map<Peer, HttpClient> clients = new EnumMap<>(Peer.class);

    Wire(Tls tls, Origin registry, ProxyRules proxies, Deadline deadline, Duration stall, Help help) {
        this.tls = tls;
        this.registry = registry;
        this.proxies = proxies;
        this.deadline = deadline;
        this.stall = stall;
        this.help = help;
    }

    /// Sends a request and waits for the head of the answer. The caller closes it.
    Answer send(HttpRequest.Builder request) throws RegistryException, InterruptedIOException {
        HttpRequest complete = complete(request);
        String host = complete.uri().getHost();
        HttpClient client = client(complete.uri());
        try {
            var answer = client.send(complete, HttpResponse.BodyHandlers.ofPublisher());
            if (answer.statusCode() == PROXY_REFUSES && proxies.isProxied(complete.uri())) {
                // Where a tunnel was asked for it has no body, and else one that closing this object ends.
                throw proxies.refusal(complete.uri());
            }
            BodyStream body = new BodyStream(host, deadline, stall);
            answer.body().subscribe(body);
            return new Answer(complete.uri(), answer.statusCode(), answer.headers(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + host);
        } catch (RegistryException e) {
            throw e;
        } catch (IOException e) {
            deadline.atMost(stall);
            throw failure(complete.uri().getAuthority(), e);
        } catch (IllegalArgumentException e) {
            // The JDK's client throws it for some malformed heads, such as a Content-Length that is no long.
            throw RegistryException.passing(complete.uri().getAuthority() + " answers with malformed HTTP", e);
        }
    }

    /// The password of a proxy goes with requests that the proxy gets. The JDK's client sends it to no server: where it
    /// asks the proxy for a tunnel, the header stays outside of it.
    private HttpRequest complete(HttpRequest.Builder request) throws RegistryException {
        HttpRequest complete = request.timeout(deadline.atMost(stall))
                .setHeader("User-Agent", "plimsoll")
                .build();
        return proxies.authorization(complete.uri())
                .map(value -> request.setHeader("Proxy-Authorization", value).build())
                .orElse(complete);
    }

    private synchronized HttpClient client(URI uri) throws RegistryException {
        Origin origin = Origin.of(uri);
        Peer peer = origin.isPlain() ? Peer.PLAIN : origin.equals(registry) ? Peer.REGISTRY : Peer.OTHER;
        HttpClient known = clients.get(peer);
        if (known != null) {
            return known;
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(
                        switch (peer) {
                            case PLAIN -> TlsContexts.nobody();
                            case REGISTRY -> tls.registry();
                            case OTHER -> tls.others();
                        })
                .proxy(proxies)
                .build();
        clients.put(peer, client);
        return client;
    }

    private RegistryException failure(String authority, IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException timeout ->
                RegistryException.lasting(
                        authority + " does not answer within " + CONNECT.toSeconds()
                                + " s; check its name and, behind a proxy, HTTPS_PROXY",
                        e);
            case HttpTimeoutException timeout -> RegistryException.passing(authority + " does not answer a request", e);
            case ConnectException refused
            when isUnresolved(refused) ->
                RegistryException.lasting(
                        "no host is known by the name in " + authority
                                + "; check the spelling, and behind a proxy HTTPS_PROXY",
                        e);
            case ConnectException refused ->
                RegistryException.lasting("nothing can be connected to at " + authority + "; check that it runs", e);
            case SSLException refused
            when String.valueOf(refused.getMessage()).contains(ALERT) ->
                RegistryException.lasting(
                        authority + " breaks off the TLS handshake (" + reason(refused)
                                + "); if it wants a certificate of its clients, put it and its private key into"
                                + " /etc/docker/certs.d/" + authority + "/ as client.cert and client.key",
                        e);
            case SSLHandshakeException untrusted ->
                RegistryException.lasting(
                        "the certificate of " + authority + " is not trusted (" + reason(untrusted)
                                + "); " + help.nameAuthority() + " put it into /etc/docker/certs.d/"
                                + authority + "/ca.crt",
                        e);
            case SSLException noTls ->
                RegistryException.lasting(
                        authority + " does not speak TLS (" + reason(noTls) + "); if it is meant to speak plain HTTP, "
                                + help.allowPlainHttp(),
                        e);
            default -> RegistryException.passing("the connection to " + authority + " failed: " + reason(e), e);
        };
    }

    /// Whether what failed is that nobody speaks TLS there.
    static boolean meetsNoTls(RegistryException e) {
        Throwable cause = e.getCause();
        return cause instanceof ConnectException
                || (cause instanceof SSLException
                        && !(cause instanceof SSLHandshakeException)
                        && !String.valueOf(cause.getMessage()).contains(ALERT));
    }

    private static boolean isUnresolved(Throwable e) {
        return e instanceof UnresolvedAddressException || (e.getCause() != null && isUnresolved(e.getCause()));
    }

    /// What went wrong in the words of the JDK, which may quote what a hostile server sent.
    private static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() > 200 ? message.substring(0, 200) + "..." : message;
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
