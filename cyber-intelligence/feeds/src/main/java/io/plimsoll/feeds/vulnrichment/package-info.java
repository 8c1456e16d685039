/// CISA's enrichment of CVE records: scores that it adds where others gave none, and its decision points for
/// prioritising, SSVC (github.com/cisagov/vulnrichment).
@NullMarked
package io.plimsoll.feeds.vulnrichment;

import org.jspecify.annotations.NullMarked;
