package io.plimsoll.center.services;

import io.plimsoll.policy.KnownServices;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The services that scopes of policies can name: those that ask for images and for nothing else. An image is judged
/// before a container of it exists, and by pipelines and hosts that know neither labels nor projects of the Center.
final class ServiceImages implements KnownServices {
    private final Map<String, Service> services;

    ServiceImages(List<Service> services) {
        this.services = services.stream().collect(Collectors.toMap(Service::name, Function.identity()));
    }

    @Override
    public Answer find(String name) {
        Service service = services.get(name);
        if (service == null) {
            return new Unusable("there is no service '" + name + "'");
        }
        return service.selection().asksForImagesAlone()
                ? new Images(service.selection().images())
                : new Unusable("the service '" + name + "' asks for more than images, which is not known where an image"
                        + " is judged; name one that asks for images alone");
    }
}
