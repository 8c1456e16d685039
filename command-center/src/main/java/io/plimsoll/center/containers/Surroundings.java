package io.plimsoll.center.containers;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.CountingLabel;
import io.plimsoll.center.labels.LabelledAsset;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.network.NetworkLabels;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.services.Service;
import io.plimsoll.center.services.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// The labels around containers, and what they make of one.
///
/// @param services all of them, by name; none where nobody asks what a container belongs to
record Surroundings(
        Map<String, Map<String, String>> containers,
        Map<String, Map<String, String>> serviceLabels,
        Map<String, Map<String, String>> images,
        NetworkLabels networks,
        Map<String, Map<String, String>> hosts,
        List<Service> services) {
    /// Where a container stands.
    ///
    /// @param networks names of those that it is on
    record Place(
            UUID hostId,
            String hostName,
            String id,
            String name,
            String imageId,
            String imageName,
            List<String> networks) {}

    /// What is kept with a container.
    ///
    /// @param services names of those that it belongs to
    /// @param labelWords `key` and `key=value` of each label that counts for it
    record Belongings(List<String> services, List<String> labelWords) {}

    /// What is around these containers, to work out where they belong.
    static Surroundings of(Transaction transaction, Collection<Place> places) {
        return around(transaction, places, Labels.all(transaction, AssetKind.SERVICE), Services.all(transaction));
    }

    /// The labels around containers of which it is known to what they belong.
    ///
    /// @param services names of all those
    static Surroundings ofMembers(Transaction transaction, Collection<Place> places, Collection<String> services) {
        return around(transaction, places, Labels.of(transaction, AssetKind.SERVICE, services), List.of());
    }

    private static Surroundings around(
            Transaction transaction,
            Collection<Place> places,
            Map<String, Map<String, String>> serviceLabels,
            List<Service> services) {
        List<String> hosts = ids(places.stream().map(place -> place.hostId().toString()));
        return new Surroundings(
                Labels.of(transaction, AssetKind.CONTAINER, ids(places.stream().map(Place::id))),
                serviceLabels,
                Labels.of(transaction, AssetKind.IMAGE, ids(places.stream().map(Place::imageId))),
                NetworkLabels.of(transaction, hosts),
                Labels.of(transaction, AssetKind.HOST, hosts),
                services);
    }

    private static List<String> ids(Stream<String> ids) {
        return ids.distinct().toList();
    }

    /// The labels around all containers.
    static Surroundings ofAll(Transaction transaction) {
        return new Surroundings(
                Labels.all(transaction, AssetKind.CONTAINER),
                Labels.all(transaction, AssetKind.SERVICE),
                Labels.all(transaction, AssetKind.IMAGE),
                NetworkLabels.all(transaction),
                Labels.all(transaction, AssetKind.HOST),
                Services.all(transaction));
    }

    /// A service is chosen by labels that no service gives, or the order of services would matter.
    Belongings belongings(Place place, Map<String, String> engineLabels) {
        Map<String, String> withoutServices = Labels.values(counting(place, List.of()));
        List<String> names = services.stream()
                .filter(service -> service.selection().selects(withoutServices, engineLabels, place.imageName()))
                .map(Service::name)
                .toList();
        TreeSet<String> words = new TreeSet<>();
        counting(place, names).forEach((key, label) -> words.addAll(List.of(key, key + "=" + label.value())));
        return new Belongings(names, List.copyOf(words));
    }

    /// The labels that count for a container that belongs to these services, with where they stand. The rule is the
    /// catalogue's (`pci-dss.yaml`, `scope_terms`).
    Map<String, CountingLabel> counting(Place place, List<String> itsServices) {
        String host = place.hostId().toString();
        List<LabelledAsset> nearestFirst = new ArrayList<>();
        nearestFirst.add(asset(AssetKind.CONTAINER, place.id(), place.name(), containers));
        itsServices.forEach(name -> nearestFirst.add(asset(AssetKind.SERVICE, name, name, serviceLabels)));
        nearestFirst.add(asset(AssetKind.IMAGE, place.imageId(), place.imageName(), images));
        nearestFirst.addAll(networks.of(place.hostId(), place.networks()));
        nearestFirst.add(asset(AssetKind.HOST, host, place.hostName(), hosts));
        return Labels.counting(nearestFirst);
    }

    private static LabelledAsset asset(
            AssetKind kind, String id, String name, Map<String, Map<String, String>> labels) {
        return new LabelledAsset(kind, id, name, labels.getOrDefault(id, Map.of()));
    }
}
