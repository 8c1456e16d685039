/// Labels that users put on hosts, images, networks, services and containers. A container inherits from the others.
/// Uses `audit`, and `compliance` for the meaning of `pci-scope`.
@NullMarked
package io.plimsoll.center.labels;

import org.jspecify.annotations.NullMarked;
