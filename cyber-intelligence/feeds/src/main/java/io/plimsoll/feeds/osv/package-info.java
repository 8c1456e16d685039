/// Open Source Vulnerabilities: one JSON document per advisory, packed per ecosystem (ossf.github.io/osv-schema).
@NullMarked
package io.plimsoll.feeds.osv;

import org.jspecify.annotations.NullMarked;
