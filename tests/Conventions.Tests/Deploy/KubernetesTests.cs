using System.Globalization;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Conventions.Tests.Deploy;

/// <summary>
/// The manifests agree with the images and keep the promises of deploy/README.md. <c>kubectl kustomize</c> was run on them.
/// </summary>
public sealed class KubernetesTests
{
    public static TheoryData<string> Parts => ["silo", "api"];

    private static JsonNode[] Manifests { get; } = [.. DeployFiles.Yaml("kubernetes", "kustomization.yaml").Single().Items("resources")
        .SelectMany(file => DeployFiles.Yaml("kubernetes", (string)file!))];

    [Fact]
    public void Manifest_SaysWhatItIs()
    {
        Assert.All(Manifests, manifest =>
        {
            Assert.NotNull(manifest.Text("apiVersion"));
            Assert.NotNull(manifest.Text("kind"));
            Assert.NotNull(manifest.Text("metadata.name"));
        });
        var names = Manifests.Select(manifest => $"{manifest.Text("kind")} {manifest.Text("metadata.name")}").ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Deployment_SelectsItsOwnPods(string part)
    {
        var labels = Deployment(part).At("spec.template.metadata.labels")!.ToJsonString();

        Assert.Equal(labels, Deployment(part).At("spec.selector.matchLabels")!.ToJsonString());
        Assert.Equal(labels, The("PodDisruptionBudget", part).At("spec.selector.matchLabels")!.ToJsonString());
        Assert.Equal(labels, The("NetworkPolicy", part).At("spec.podSelector.matchLabels")!.ToJsonString());
        Assert.All(Deployment(part).Items("spec.template.spec.topologySpreadConstraints"),
            spread => Assert.Equal(labels, spread.At("labelSelector.matchLabels")!.ToJsonString()));
        Assert.NotEmpty(Deployment(part).Items("spec.template.spec.topologySpreadConstraints"));
    }

    /// <summary>Whatever is not a field of the API's is refused, and so is text where a number belongs.</summary>
    [Theory]
    [InlineData("namespace.yaml", typeof(V1Namespace))]
    [InlineData("settings.yaml", typeof(V1ConfigMap))]
    [InlineData("silo.yaml", typeof(V1Deployment), typeof(V1PodDisruptionBudget))]
    [InlineData("api.yaml", typeof(V1Deployment), typeof(V1Service), typeof(V1PodDisruptionBudget))]
    [InlineData("network.yaml", typeof(V1NetworkPolicy), typeof(V1NetworkPolicy))]
    [InlineData("ingress.yaml", typeof(V1Ingress))]
    public void Manifest_HasFieldsOfTheApiOnly(string file, params Type[] kinds) =>
        Assert.Equal(
            kinds, KubernetesYaml.LoadAllFromString(DeployFiles.Resolved("kubernetes", file), strict: true).Select(
                manifest => manifest.GetType()));

    [Theory, MemberData(nameof(Parts))]
    public void Deployment_LosesOneAtATimeAndNoneToARollout(string part)
    {
        Assert.Equal("0", Deployment(part).Text("spec.strategy.rollingUpdate.maxUnavailable"));
        Assert.Equal("1", The("PodDisruptionBudget", part).Text("spec.maxUnavailable"));
        var apart = Deployment(part).Items(
            "spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution").Single();
        Assert.Equal("kubernetes.io/hostname", apart.Text("podAffinityTerm.topologyKey"));
        Assert.Equal(Deployment(part).At("spec.selector.matchLabels")!.ToJsonString(),
            apart.At("podAffinityTerm.labelSelector.matchLabels")!.ToJsonString());
    }

    [Theory, MemberData(nameof(Parts))]
    public void Pod_IsNobodyAndCanWriteToTmpOnly(string part)
    {
        var pod = Deployment(part).At("spec.template.spec");
        var container = Container(part);

        Assert.Equal("true", pod.Text("securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.Equal("true", container.Text("securityContext.readOnlyRootFilesystem"));
        Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
        Assert.Equal(["ALL"], container.Items("securityContext.capabilities.drop").Select(item => (string?)item));
        Assert.Equal(["/tmp"], container.Items("volumeMounts").Where(mount => mount.Text("readOnly") != "true")
            .Select(mount => mount.Text("mountPath")));
        Assert.NotNull(container.Text("resources.requests.cpu"));
        Assert.NotNull(container.Text("resources.limits.memory"));
    }

    [Theory]
    [InlineData("silo", "Silo/Health/SiloHealth.cs", "MapGet(\"/health/live\"", "MapGet(\"/health/ready\"")]
    [InlineData("api", "Api/Health/HealthEndpoints.cs", "MapGet(\"/live\"", "MapGet(\"/ready\"")]
    public void Probe_AsksAPathThatIsServedOnAPortThatIsOpen(string part, string source, string live, string ready)
    {
        var container = Container(part);
        var ports = container.Items("ports").Select(port => port.Text("name")).ToArray();
        var image = DeployFiles.Read("containers", "Dockerfile");

        Assert.All(container.Items("ports"), port => Assert.Matches($"EXPOSE.* {port.Text("containerPort")}\\b", image));
        foreach (var (probe, path) in new[] { ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), (
            "readinessProbe", "/health/ready") })
        {
            Assert.Contains(container.Text($"{probe}.httpGet.port"), ports);
            Assert.Equal(path, container.Text($"{probe}.httpGet.path")!.Split('?')[0]);
        }

        var code = File.ReadAllText(Path.Combine(Repository.Root, source));
        Assert.Contains(live, code, StringComparison.Ordinal);
        Assert.Contains(ready, code, StringComparison.Ordinal);
        if (part == "api") Assert.Equal("/health/ready?of=node", container.Text("readinessProbe.httpGet.path"));
    }

    [Fact]
    public void Pod_HasTimeToEnd()
    {
        var preStop = Seconds(Container("api").Text("lifecycle.preStop.sleep.seconds"));
        var drain = Container("api").Items("env").Single(variable => variable.Text("name") == "Reviews__Drain").Text("value")!;
        var readiness = Container("api").At("readinessProbe");

        Assert.True(Seconds(Deployment("api").Text("spec.template.spec.terminationGracePeriodSeconds")) > preStop + Endings.Api);
        Assert.True(Seconds(Deployment("silo").Text("spec.template.spec.terminationGracePeriodSeconds")) > Endings.Silo);
        Assert.Equal(Endings.Drain, TimeSpan.Parse(drain, CultureInfo.InvariantCulture));
        Assert.True(Seconds(readiness.Text("periodSeconds")) * Seconds(readiness.Text("failureThreshold")).TotalSeconds <= Endings.Drain);
    }

    [Fact]
    public void Silo_AdvertisesItsPodsAddress()
    {
        var fields = Container("silo").Items("env")
            .ToDictionary(variable => variable.Text("name")!, variable => variable.Text("valueFrom.fieldRef.fieldPath"));

        Assert.Equal("status.podIP", fields["Reviews__Cluster__Address"]);
        Assert.Equal("metadata.name", fields["Reviews__Name"]);
    }

    [Fact]
    public void SiloPorts_AreOpenToTheClusterOnly()
    {
        var rules = The("NetworkPolicy", "silo").Items("spec.ingress")
            .Select(
                rule => (From: rule.Items("from").Select(peer => peer.Text("podSelector.matchLabels.part")),
                    Ports: rule.Items("ports").Select(port => port.Text("port"))))
            .Select(rule => $"{string.Join(' ', rule.From)}: {string.Join(' ', rule.Ports)}");

        Assert.Equal(["silo: silo gateway", "api: gateway"], rules);
    }

    [Fact]
    public void Secret_IsNotKeptHere() => Assert.DoesNotContain(Manifests, manifest => manifest.Text("kind") == "Secret");

    private static JsonNode The(string kind, string name) =>
        Manifests.Single(manifest => manifest.Text("kind") == kind && manifest.Text("metadata.name") == name);

    private static JsonNode Deployment(string part) => The("Deployment", part);

    private static JsonNode Container(string part) => Deployment(part).Items("spec.template.spec.containers").Single();

    private static TimeSpan Seconds(string? text) => TimeSpan.FromSeconds(int.Parse(text!, CultureInfo.InvariantCulture));
}
