/// Labels that users put on hosts, images and containers. A container inherits from its image and its host. Uses
/// `audit`, and `compliance` for the meaning of `pci-scope`.
@NullMarked
package io.plimsoll.center.labels;

import org.jspecify.annotations.NullMarked;
