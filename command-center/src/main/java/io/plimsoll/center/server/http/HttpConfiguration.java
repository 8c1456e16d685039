package io.plimsoll.center.server.http;

import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.ServerCertificate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Wires the HTTPS server: one connector with our certificate, virtual threads, our JSON, our guards.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
public class HttpConfiguration implements WebMvcConfigurer {
    private static final String BUNDLE = "center";

    /// How long a caller may be silent in the midst of a request.
    private static final String PATIENCE_MILLIS = "20000";

    /// How long a connection stays open between two. Longer than clients keep theirs (Java's half a minute), or one
    /// would send a request into a connection that is just being closed.
    private static final String IDLE_MILLIS = "60000";

    private final Callers callers;

    HttpConfiguration(Callers callers) {
        this.callers = callers;
    }

    @Bean
    static TomcatServletWebServerFactory webServer(CenterSettings settings, InstallationKeys keys, Periodic periodic)
            throws UnknownHostException {
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry(BUNDLE, bundle(keys.serverCertificate(settings.listen())));
        periodic.every(
                ServerCertificate.RENEWAL,
                "server-certificate",
                () -> bundles.updateBundle(BUNDLE, bundle(keys.serverCertificate(settings.listen()))));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(settings.port());
        tomcat.setAddress(InetAddress.getByName(settings.listen()));
        tomcat.setSsl(Ssl.forBundle(BUNDLE));
        tomcat.setSslBundles(bundles);
        tomcat.setRegisterDefaultServlet(false);
        tomcat.addConnectorCustomizers(connector -> {
            connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            connector.setProperty("maxKeepAliveRequests", "1000");
            connector.setProperty("connectionTimeout", PATIENCE_MILLIS);
            connector.setProperty("keepAliveTimeout", IDLE_MILLIS);
            connector.setProperty("compression", "on");
            connector.setProperty("compressibleMimeType", "text/html,text/javascript,text/css,image/svg+xml");
        });
        tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusedRequests.class.getName());
            }
        });
        return tomcat;
    }

    private static SslBundle bundle(ServerCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    BUNDLE, certificate.key(), new char[0], certificate.chain().toArray(X509Certificate[]::new));
            return SslBundle.of(
                    SslStoreBundle.of(store, "", null),
                    SslBundleKey.of("", BUNDLE),
                    SslOptions.of(null, new String[] {"TLSv1.3", "TLSv1.2"}));
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("the server's certificate cannot be used", e);
        }
    }

    @Bean(destroyMethod = "close")
    static Live live() {
        return new Live();
    }

    @Bean
    static ServletRegistrationBean<DispatcherServlet> dispatcher(WebApplicationContext context) {
        ServletRegistrationBean<DispatcherServlet> registration =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<GuardFilter> guard() {
        return new FilterRegistrationBean<>(new GuardFilter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor(callers));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Arguments());
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .changeDefaultPropertyInclusion(inclusion ->
                        inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
                .build();
        builder.withStringConverter(new StringHttpMessageConverter(java.nio.charset.StandardCharsets.UTF_8));
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(json));
    }

    @Bean
    static ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    static HealthApi healthApi(Database database) {
        return new HealthApi(database);
    }

    @Bean
    static OpenApiDocument openApiDocument() {
        return new OpenApiDocument();
    }

    @Bean
    static LiveApi liveApi(Live live, Callers callers) {
        return new LiveApi(live, callers);
    }

    @Bean
    static ConsoleFiles consoleFiles() {
        return new ConsoleFiles();
    }
}
