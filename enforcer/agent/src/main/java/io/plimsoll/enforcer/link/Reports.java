package io.plimsoll.enforcer.link;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import java.util.List;
import java.util.Optional;

/// What the Center is told about this host. Each call gives the whole picture of that moment.
public interface Reports {
    /// What this host can enforce, as probed and not as hoped.
    List<Capability> capabilities();

    HostReport host();

    ImagesReport images();

    /// Empty until the engine has answered once: nothing told is not that nothing is there.
    Optional<ContainersReport> containers();
}
