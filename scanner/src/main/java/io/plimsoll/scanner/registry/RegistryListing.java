package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks a registry which images it has. For one thread and one listing; whoever made it closes it.
final class RegistryListing implements AutoCloseable {
    /// Of all lists together. More than this is not for one listing: the operator narrows it.
    private static final int MOST_REPOSITORIES = 10_000;

    private static final int MOST_TAGS = 20_000;
    private static final int MOST_PAGES = 1_000;
    private static final int PAGE = 100;
    private static final int MOST_NOTES = 20;
    private static final String LATEST = "latest";

    /// RFC 8288.
    private static final Pattern NEXT = Pattern.compile("<([^>]{1,8192})>\\s*;[^,]*\\brel=\"?next\"?");

    private final ListingRequest wanted;
    private final RegistryAccess access;
    private final ImageOpening opening;
    private final RegistryReference anywhere;
    private final URI base;
    private final Wire wire;
    private final List<String> notes = new ArrayList<>();
    private final List<Listing.Tag> tags = new ArrayList<>();
    private int looked;

    RegistryListing(ListingRequest wanted, RegistryAccess access, PullLimits limits, Registry.World world)
            throws RegistryException {
        this.wanted = wanted;
        this.access = access;
        ProxyRules proxies = new ProxyRules(world.environment());
        proxies.check();
        this.anywhere = new RegistryReference(wanted.registry(), "any", LATEST, Optional.empty());
        this.opening = new ImageOpening(
                access,
                limits,
                world,
                anywhere,
                Optional.empty(),
                proxies,
                new Deadline(limits.time(), System::nanoTime));
        this.base = URI.create((access.plainHttp() ? "http://" : "https://") + anywhere.host());
        this.wire = opening.wire(base, anywhere, access);
    }

    /// Everything that is wanted.
    ///
    /// @throws RegistryException if the registry cannot be read at all
    Listing all() throws IOException {
        Set<String> repositories = repositories();
        for (String repository : repositories) {
            if (looked >= MOST_TAGS) {
                note("there are more than " + MOST_TAGS + " tags; narrow the repositories or tags");
                break;
            }
            read(repository, repositories.size());
        }
        return new Listing(repositories.size(), tags, notes);
    }

    /// Whether it can be read: its list of repositories, and a tag of the first of them.
    Listing one() throws IOException {
        Set<String> repositories = repositories();
        for (String repository : repositories.stream().limit(1).toList()) {
            Requests requests = requests(Scope.pull(repository));
            for (String tag : tags(repository, requests).stream().limit(1).toList()) {
                tags.add(listed(reference(repository, tag), requests));
            }
        }
        return new Listing(repositories.size(), tags, notes);
    }

    /// The digest that a tag has now.
    Digest digest(RegistryReference tag) throws IOException {
        return new Repository(tag, requests(Scope.pull(tag.repository()))).digest(tag.tag());
    }

    // Repositories

    private Set<String> repositories() throws IOException {
        Set<String> repositories = new LinkedHashSet<>(wanted.named());
        switch (wanted.way()) {
            case CATALOGUE -> addAll(repositories, catalogue());
            case HARBOR -> addAll(repositories, harbor());
            case NAMED -> {}
        }
        return repositories;
    }

    private List<String> catalogue() throws IOException {
        Requests requests = requests(Scope.catalogue());
        requests.logIn();
        return pages(
                "/v2/_catalog?n=" + PAGE,
                requests,
                "list of repositories",
                document -> document.field("repositories").texts());
    }

    /// Project by project: the list of all repositories shows robots only the public ones. All answers everybody, with
    /// what is public, so the password goes unasked.
    private List<String> harbor() throws IOException {
        Requests requests = requests(Scope.catalogue());
        requests.beginWithPassword();
        List<String> found = new ArrayList<>();
        for (String project : pages(
                "/api/v2.0/projects?page_size=" + PAGE, requests, "list of projects", RegistryListing::harborNames)) {
            if (!isName(project, LATEST)) {
                continue;
            }
            try {
                found.addAll(pages(
                        "/api/v2.0/projects/" + project + "/repositories?page_size=" + PAGE,
                        requests,
                        "list of repositories of the project " + project,
                        RegistryListing::harborNames));
            } catch (RegistryException e) {
                if (e.retryMayHelp()) {
                    throw e;
                }
                note("the project " + project + " is left out: " + e.getMessage());
            }
        }
        return found;
    }

    private static List<String> harborNames(Json document) throws MalformedInput {
        List<String> names = new ArrayList<>();
        for (Json repository : document.items()) {
            names.add(repository.field("name").text());
        }
        return names;
    }

    private void addAll(Set<String> repositories, List<String> found) {
        List<String> taken = found.stream()
                .filter(name -> wanted.repositories().takes(name) && isName(name, LATEST))
                .sorted()
                .toList();
        if (taken.size() > MOST_REPOSITORIES) {
            note("there are more than " + MOST_REPOSITORIES + " repositories; narrow them");
        }
        taken.stream().limit(MOST_REPOSITORIES).forEach(repositories::add);
    }

    /// What is no name in the words of the specification is not asked for.
    private boolean isName(String repository, String tag) {
        try {
            return !reference(repository, tag).tag().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // Tags

    private void read(String repository, int all) throws IOException {
        try {
            Requests requests = requests(Scope.pull(repository));
            List<Listing.Tag> found = new ArrayList<>();
            for (String tag : tags(repository, requests)) {
                if (looked++ >= MOST_TAGS) {
                    break;
                }
                add(reference(repository, tag), requests, found);
            }
            tags.addAll(newest(found));
        } catch (RegistryException e) {
            if (all == 1 || e.retryMayHelp()) {
                throw e;
            }
            note(e.getMessage());
        }
    }

    private void add(RegistryReference reference, Requests requests, List<Listing.Tag> found) throws IOException {
        try {
            found.add(listed(reference, requests));
        } catch (RegistryException e) {
            if (e.retryMayHelp()) {
                throw e;
            }
            note(e.getMessage());
        }
    }

    private List<String> tags(String repository, Requests requests) throws IOException {
        return pages(
                        "/v2/" + repository + "/tags/list?n=" + PAGE,
                        requests,
                        "repository " + repository,
                        document -> document.field("tags").texts())
                .stream()
                .filter(tag -> wanted.tags().takes(tag) && isName(repository, tag))
                .toList();
    }

    private RegistryReference reference(String repository, String tag) {
        return new RegistryReference(wanted.registry(), repository, tag, Optional.empty());
    }

    private Listing.Tag listed(RegistryReference reference, Requests requests) throws IOException {
        Repository repository = new Repository(reference, requests);
        Digest digest = repository.digest(reference.tag());
        Optional<Instant> builtAt = wanted.asksForAge() ? builtAt(repository, digest) : Optional.empty();
        return new Listing.Tag(reference.repository(), reference.tag(), reference.toString(), digest, builtAt);
    }

    // The image closes the wire that all share, so nobody closes the image.
    @SuppressWarnings("resource")
    private Optional<Instant> builtAt(Repository repository, Digest digest) throws IOException {
        return opening.read(repository, digest.toString(), wire).createdAt();
    }

    /// Those of unknown age are taken as old.
    private List<Listing.Tag> newest(List<Listing.Tag> found) {
        List<Listing.Tag> young = found.stream()
                .filter(tag -> wanted.builtAfter()
                        .map(after -> tag.builtAt().filter(after::isBefore).isPresent())
                        .orElse(true))
                .toList();
        if (wanted.newest().isEmpty()) {
            return young;
        }
        return young.stream()
                .sorted(Comparator.comparing(
                        (Listing.Tag tag) -> tag.builtAt().orElse(Instant.EPOCH), Comparator.reverseOrder()))
                .limit(wanted.newest().getAsInt())
                .toList();
    }

    // Pages

    private interface Names {
        List<String> of(Json document) throws IOException;
    }

    private List<String> pages(String path, Requests requests, String what, Names names) throws IOException {
        List<String> all = new ArrayList<>();
        String next = path;
        for (int page = 0; !next.isEmpty(); page++) {
            if (page == MOST_PAGES) {
                note("the " + what + " has more than " + MOST_PAGES + " pages");
                break;
            }
            URI target = requests.own(next);
            next = requests.retries().run(() -> {
                try (Answer answer = requests.ask("GET", target, Map.of("Accept", "application/json"), what)) {
                    byte[] document = answer.bytes(opening.limits().manifestBytes(), "list");
                    all.addAll(names.of(parsed(document, what)));
                    return next(answer);
                }
            });
        }
        return all;
    }

    private Json parsed(byte[] document, String what) throws RegistryException {
        try {
            return Json.parse(document);
        } catch (MalformedInput e) {
            throw RegistryException.lasting(wanted.registry() + " answers the request for the " + what
                    + " with something that is no JSON; check that a registry is there");
        }
    }

    private static String next(Answer answer) {
        Matcher link = NEXT.matcher(String.join(", ", answer.headers().allValues("link")));
        return link.find() ? link.group(1) : "";
    }

    private Requests requests(Scope scope) {
        return opening.requests(base, anywhere, access, scope, wire);
    }

    private void note(@Nullable String sentence) {
        if (notes.size() < MOST_NOTES) {
            notes.add(String.valueOf(sentence));
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
