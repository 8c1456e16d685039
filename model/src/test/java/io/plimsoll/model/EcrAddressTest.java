package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcrAddressTest {
    @Test
    void nothingIsNoAddress() {
        assertThat(EcrAddress.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com, eu-central-1, api.ecr.eu-central-1.amazonaws.com",
        "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com, us-gov-west-1, api.ecr.us-gov-west-1.amazonaws.com",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1, api.ecr.cn-north-1.amazonaws.com.cn",
        "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com, us-east-1, ecr-fips.us-east-1.amazonaws.com",
        "123456789012.dkr-ecr.eu-west-3.on.aws, eu-west-3, ecr.eu-west-3.api.aws",
        "123456789012.dkr-ecr-fips.us-west-2.on.aws, us-west-2, ecr-fips.us-west-2.api.aws"
    })
    void saysRegionAndApi(String host, String region, String api) {
        assertThat(EcrAddress.of(host)).contains(new EcrAddress(region, api));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com",
                "public.ecr.aws",
                "12345.dkr.ecr.eu-central-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com:443",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example",
                "123456789012.dkr.ecr.evil.example/.amazonaws.com",
                "123456789012.dkr.ecr.a.b-1.amazonaws.com",
                "evil.123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.org"
            })
    void knowsWhatIsNoRegistryOfEcr(String host) {
        assertThat(EcrAddress.of(host)).isEmpty();
    }
}
