/// Red Hat's security data: a VEX document per CVE that says of each product and component what became of it
/// (security.access.redhat.com, "CSAF VEX").
@NullMarked
package io.plimsoll.feeds.redhat;

import org.jspecify.annotations.NullMarked;
