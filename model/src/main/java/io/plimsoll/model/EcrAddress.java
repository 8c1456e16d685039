package io.plimsoll.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the host of a private registry of Amazon ECR says of it, such as
/// `123456789012.dkr.ecr.eu-central-1.amazonaws.com`
/// (https://docs.aws.amazon.com/general/latest/gr/ecr.html).
///
/// @param region such as `eu-central-1`
/// @param api host of the API that gives passwords for it, in the same region and of the same kind: of China, of FIPS
/// 140 or with both versions of IP
public record EcrAddress(String region, String api) {
    private static final String FIPS = "(-fips)?";
    private static final String REGION = "([a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2})";
    private static final Pattern USUAL =
            Pattern.compile("[0-9]{12}\\.dkr\\.ecr" + FIPS + "\\." + REGION + "\\.(amazonaws\\.com(?:\\.cn)?)");
    private static final Pattern DUAL_STACK =
            Pattern.compile("[0-9]{12}\\.dkr-ecr" + FIPS + "\\." + REGION + "\\.on\\.aws");

    /// Reads a host in lower case.
    ///
    /// @return empty if it is no registry of ECR, or has a port
    public static Optional<EcrAddress> of(String host) {
        Matcher usual = USUAL.matcher(host);
        if (usual.matches()) {
            String service = usual.group(1) == null ? "api.ecr" : "ecr-fips";
            return Optional.of(new EcrAddress(usual.group(2), service + "." + usual.group(2) + "." + usual.group(3)));
        }
        Matcher dual = DUAL_STACK.matcher(host);
        if (dual.matches()) {
            String service = dual.group(1) == null ? "ecr" : "ecr-fips";
            return Optional.of(new EcrAddress(dual.group(2), service + "." + dual.group(2) + ".api.aws"));
        }
        return Optional.empty();
    }
}
