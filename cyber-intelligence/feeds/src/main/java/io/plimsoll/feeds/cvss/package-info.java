/// CVSS vectors by CVE, and the scores they stand for.
@NullMarked
package io.plimsoll.feeds.cvss;

import org.jspecify.annotations.NullMarked;
