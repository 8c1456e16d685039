package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for a file and follows a few redirects by hand, so that a secret never travels to another host.
final class Exchange {
    private static final int MOST_REDIRECTS = 5;

    private static final int PROXY_REFUSES = 407;

    private final HttpClient client;
    private final Proxies proxies;
    private final Map<String, String> environment;
    private final Duration silence;

    /// @param proxies those of the client
    /// @param environment where tokens lie
    /// @param silence how long a server may take to begin its answer
    Exchange(HttpClient client, Proxies proxies, Map<String, String> environment, Duration silence) {
        this.client = client;
        this.proxies = proxies;
        this.environment = environment;
        this.silence = silence;
    }

    /// @return an answer that is no redirect; whoever gets it closes its body
    HttpResponse<InputStream> get(URI url, Map<String, String> headers, Upstream.@Nullable Token token)
            throws FetchFailure, InterruptedException {
        URI at = url;
        boolean mayShowToken = token != null && token.host().equals(url.getHost()) && isPrivate(url);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<InputStream> response = send(request(at, headers, mayShowToken ? token : null));
            if (!isRedirect(response.statusCode())) {
                return response;
            }
            URI next = next(at, response);
            mayShowToken &= isSameOrigin(at, next);
            at = next;
        }
        throw FetchFailure.lasting("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpRequest request(URI url, Map<String, String> headers, Upstream.@Nullable Token token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(silence)
                .header("User-Agent", "Plimsoll feed update")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        proxies.authorization(url).ifPresent(login -> request.header("Proxy-Authorization", login));
        String secret = token == null ? "" : environment.getOrDefault(token.variable(), "");
        if (token != null && !secret.isEmpty()) {
            boolean isBearer = token.header().equalsIgnoreCase("Authorization");
            request.header(token.header(), isBearer ? "Bearer " + secret : secret);
        }
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws FetchFailure, InterruptedException {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == PROXY_REFUSES && proxies.isProxied(request.uri())) {
                // Where a tunnel was asked for it has no body, and else one that the client ends.
                throw refused(request.uri());
            }
            return response;
        } catch (IOException e) {
            throw FetchFailure.broken(e);
        } catch (IllegalArgumentException e) {
            throw FetchFailure.lasting("the token in the environment or the address cannot be sent");
        }
    }

    private FetchFailure refused(URI url) {
        return FetchFailure.lasting(
                proxies.authorization(url).isPresent()
                        ? "the proxy does not accept the user name and the password in the environment"
                        : "the proxy asks for a user name and a password; write them into HTTPS_PROXY of the"
                                + " environment as http://user:password@host:port");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI next(URI at, HttpResponse<InputStream> response) throws FetchFailure {
        close(response);
        String location = response.headers().firstValue("Location").orElse("");
        URI next = resolved(at, location);
        boolean isWeaker = at.getScheme().equals("https") && !next.getScheme().equals("https");
        if (isWeaker) {
            throw FetchFailure.lasting("it redirects from https to " + next.getScheme());
        }
        return next;
    }

    private static URI resolved(URI at, String location) throws FetchFailure {
        try {
            URI next = at.resolve(location);
            if (!location.isEmpty()
                    && next.getHost() != null
                    && next.getScheme().startsWith("http")) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw FetchFailure.lasting("it redirects to something that is no address");
    }

    /// Whether nobody listens on the way.
    private static boolean isPrivate(URI url) {
        return url.getScheme().equals("https")
                || url.getHost().equals("localhost")
                || url.getHost().equals("127.0.0.1");
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /// Lets go of an answer whose body nobody wants.
    static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // Nobody wanted it.
        }
    }
}
