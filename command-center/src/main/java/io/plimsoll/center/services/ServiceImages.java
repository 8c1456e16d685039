package io.plimsoll.center.services;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.policy.KnownServices;

/// The services that scopes of policies can name: those that ask for images and for nothing else. An image is judged
/// before a container of it exists, and by pipelines and hosts that know neither labels nor projects of the Center.
final class ServiceImages implements KnownServices {
    private final Transaction transaction;

    ServiceImages(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Answer find(String name) {
        return ServiceStore.selection(transaction, name)
                .map(selection -> answer(name, selection))
                .orElseGet(() -> new Unusable("there is no service '" + name + "'"));
    }

    private static Answer answer(String name, ServiceSelection selection) {
        return selection.asksForImagesAlone()
                ? new Images(selection.images())
                : new Unusable("the service '" + name + "' asks for more than images, which is not known where an image"
                        + " is judged; name one that asks for images alone");
    }
}
